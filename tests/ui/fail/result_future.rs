use std::future::{Future, ready};
use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn get(&self) -> impl Future<Output = i32> {
        ready(1)
    }
}

fn main() {
    let _ = Store.get();
}
