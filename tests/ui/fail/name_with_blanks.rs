use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = " dir")]
impl Directory {
    #[expose(name = "list ", alias = "ls\u{FFFF}")]
    fn list(&self) {}
}

fn main() {}
