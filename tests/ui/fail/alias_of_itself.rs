use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(alias = "list")]
    fn list(&self) {}

    #[expose(alias = "rm", alias = "rm")]
    fn remove(&self) {}
}

fn main() {}
