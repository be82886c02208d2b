use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn remove(&self, #[param(rest, default)] names: Vec<String>) {
        drop(names);
    }
}

fn main() {}
