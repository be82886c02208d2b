use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(name = "")]
    fn list(&self) {}

    #[expose(name = "a\nb")]
    fn create(&self) {}
}

fn main() {}
