use xmlrpc_server::rpc_service;

struct Empty;

#[rpc_service(prefix = "")]
impl Empty {
    #[expose]
    fn list(&self) {}
}

struct Dotted;

#[rpc_service(prefix = "dir.")]
impl Dotted {
    #[expose]
    fn list(&self) {}
}

fn main() {}
