use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(part = admin, prefix = "dir", parts(user))]
impl Directory {
    #[expose]
    fn list(&self) {}
}

fn main() {}
