use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    #[expose(name = "ls")]
    fn list(&self) {}
}

fn main() {}
