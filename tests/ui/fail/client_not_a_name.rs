//! The names of clients are names of types.

use xmlrpc_server::client::{Result, rpc_client};
use xmlrpc_server::rpc_service;

#[rpc_client(client = "Files", blocking_client = a::B)]
trait Directory {
    async fn list(&self) -> Result<()>;
}

struct Store;

#[rpc_service(client = "StoreClient")]
impl Store {
    #[expose]
    fn get(&self) {}
}

fn main() {}
