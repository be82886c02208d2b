use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(alias = "")]
    fn list(&self) {}

    #[expose(alias = 5)]
    fn remove(&self) {}
}

fn main() {}
