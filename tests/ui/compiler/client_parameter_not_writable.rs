//! A parameter can be written; the error is on the type.

use xmlrpc_server::client::{Result, rpc_client};
use xmlrpc_server::rpc_service;

struct Opaque;

#[derive(serde::Deserialize)]
struct Read;

#[rpc_client]
trait Directory {
    async fn list(&self, opaque: &Opaque) -> Result<()>;
}

struct Store;

#[rpc_service(client = StoreClient)]
impl Store {
    #[expose]
    fn get(&self, _read: Read) {}
}

fn main() {}
