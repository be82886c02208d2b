use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(crate = "my crate")]
impl Directory {
    #[expose]
    fn list(&self) {}
}

fn main() {}
