use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(part = admin, max_concurrent = 4, parts(user))]
impl Directory {
    #[expose]
    fn list(&self) {}
}

fn main() {}
