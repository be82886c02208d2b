use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(name = 5)]
    fn list(&self) {}

    #[expose(name)]
    fn create(&self) {}

    #[expose(name("rm"))]
    fn remove(&self) {}
}

fn main() {}
