use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(parts(admin))]
impl Directory {
    #[expose]
    fn list(&self) {}
}

fn main() {}
