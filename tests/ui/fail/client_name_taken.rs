//! Two methods that take the same number of parameters cannot share a name, and some names are taken.

use xmlrpc_server::client::{Result, rpc_client};
use xmlrpc_server::rpc_service;

#[rpc_client(prefix = "dir")]
trait Directory {
    async fn list(&self, path: &str) -> Result<()>;
    #[expose(name = "list")]
    async fn list_all(&self, path: Option<&str>) -> Result<()>;
    #[expose(name = "")]
    async fn empty(&self) -> Result<()>;
    #[expose(name = "a", absolute = "b")]
    async fn both(&self) -> Result<()>;
    #[expose]
    #[expose]
    async fn twice(&self) -> Result<()>;
}

#[rpc_client]
trait Taken {
    async fn new(&self) -> Result<()>;
    async fn with_prefix(&self, prefix: &str) -> Result<()>;
}

struct Store;

#[rpc_service(client = StoreClient)]
impl Store {
    #[expose]
    fn new() {}
}

fn main() {}
