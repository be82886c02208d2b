use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(name = "list", absolute = "dir.list")]
    fn entries(&self) {}
}

fn main() {}
