use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = "dir")]
impl Directory {
    #[expose(alias = "ls")]
    fn list(&self) {}

    #[expose(alias = "list")]
    fn entries(&self) {}

    #[expose]
    fn ls(&self) {}
}

fn main() {}
