use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = "dir")]
impl Directory {
    #[expose(absolute = "system.list")]
    fn list(&self) {}

    #[expose(name = "system.remove")]
    fn remove(&self) {}
}

fn main() {}
