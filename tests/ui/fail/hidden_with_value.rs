use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(hidden = true)]
    fn list(&self) {}
}

fn main() {}
