use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self) {}
}

#[rpc_service(part = admin)]
impl Directory {
    #[expose]
    fn remove(&self) {}
}

fn main() {}
