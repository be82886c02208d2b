//! An unknown option lists the known ones.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client(prefx = "dir")]
trait Directory {
    #[expose(nam = "l")]
    async fn list(&self) -> Result<()>;
    #[expose(inline)]
    async fn make(&self) -> Result<()>;
}

fn main() {}
