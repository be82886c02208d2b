use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(in_line)]
    fn list(&self) {}

    #[expose(prefix = "dir")]
    fn create(&self) {}
}

fn main() {}
