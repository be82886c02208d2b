use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put(&self, key: impl Into<String>) {
        let _: String = key.into();
    }
}

fn main() {
    Store.put("key");
}
