use xmlrpc_server::rpc_service;

trait Stream {
    type Item;
}

struct Names;

impl Stream for Names {
    type Item = String;
}

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self) -> impl Stream<Item = String> {
        Names
    }
}

fn main() {}
