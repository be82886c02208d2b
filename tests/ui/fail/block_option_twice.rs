use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = "dir", prefix = "directory")]
impl Directory {
    #[expose]
    fn list(&self) {}
}

fn main() {}
