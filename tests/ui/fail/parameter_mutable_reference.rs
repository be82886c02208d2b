use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn fill(&self, buffer: &mut Vec<i32>) {
        buffer.clear();
    }
}

fn main() {
    Store.fill(&mut Vec::new());
}
