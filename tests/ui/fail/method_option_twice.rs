use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(inline, name = "ls", inline)]
    fn list(&self) {}
}

fn main() {}
