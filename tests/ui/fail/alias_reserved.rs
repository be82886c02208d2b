use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(alias = "system.list")]
    fn list(&self) {}
}

fn main() {}
