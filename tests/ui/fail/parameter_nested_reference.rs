use std::path::Path;
use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put(&self, keys: Vec<&str>) {
        let _ = keys;
    }

    #[expose]
    fn save(&self, paths: &[&Path]) {
        let _ = paths;
    }
}

fn main() {
    Store.put(vec!["key"]);
    Store.save(&[]);
}
