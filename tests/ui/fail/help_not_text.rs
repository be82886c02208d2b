use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(help = list)]
    fn list(&self) {}

    #[expose(returns("names"))]
    fn names(&self) {}
}

fn main() {}
