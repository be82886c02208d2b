use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = "dir")]
impl Directory {
    #[expose(name = "dir.list")]
    fn list(&self) {}

    #[expose(alias = "dir.mkdir")]
    fn create(&self) {}

    #[expose(absolute = "dir.rm", alias = "dirty")]
    fn remove(&self) {}
}

fn main() {}
