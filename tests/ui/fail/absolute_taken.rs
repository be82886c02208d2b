use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = "dir")]
impl Directory {
    #[expose]
    fn list(&self) {}

    #[expose(absolute = "dir.list")]
    fn entries(&self) {}
}

fn main() {}
