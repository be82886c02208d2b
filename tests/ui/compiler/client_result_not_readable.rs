//! A result can be read; the error is on the type.

use xmlrpc_server::client::{Result, rpc_client};
use xmlrpc_server::rpc_service;

struct Opaque;

#[derive(serde::Serialize)]
struct Sent;

#[rpc_client]
trait Directory {
    async fn list(&self) -> Result<Opaque>;
}

struct Store;

#[rpc_service(client = StoreClient)]
impl Store {
    #[expose]
    fn get(&self) -> Sent {
        Sent
    }
}

fn main() {}
