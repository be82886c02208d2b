//! `prefix` is a string, not empty, without the dot, and not repeated in names.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client(prefix = "dir.")]
trait Directory {
    async fn list(&self) -> Result<()>;
}

#[rpc_client(prefix = "")]
trait Empty {
    async fn list(&self) -> Result<()>;
}

#[rpc_client(prefix = "dir")]
trait Doubled {
    #[expose(name = "dir.list")]
    async fn list(&self) -> Result<()>;
}

fn main() {}
