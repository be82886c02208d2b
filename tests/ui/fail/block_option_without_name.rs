use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service("dir")]
impl Directory {
    #[expose]
    fn list(&self) {}
}

fn main() {}
