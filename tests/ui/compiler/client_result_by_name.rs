//! A type that is named like a `Result` is taken for one.

use xmlrpc_server::rpc_service;

#[derive(serde::Serialize, serde::Deserialize)]
struct PageResult<T>(Vec<T>);

struct Store;

#[rpc_service(client = StoreClient)]
impl Store {
    #[expose]
    fn get(&self) -> PageResult<i32> {
        PageResult(vec![])
    }
}

fn main() {}
