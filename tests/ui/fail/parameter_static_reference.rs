use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put(&self, key: &'static str) {
        let _ = key;
    }
}

fn main() {
    Store.put("key");
}
