use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = "dir")]
impl Directory {
    #[expose]
    fn list(&self) {}

    #[expose(name = "list")]
    fn entries(&self) {}

    #[expose(name = "create")]
    fn make(&self) {}

    #[expose]
    fn create(&self) {}
}

fn main() {}
