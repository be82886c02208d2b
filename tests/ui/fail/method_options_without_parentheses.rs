use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose = "ls"]
    fn list(&self) {}

    #[expose("mkdir")]
    fn create(&self) {}
}

fn main() {}
