//! All methods of a trait are `async`, or none.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
trait Directory {
    async fn list(&self) -> Result<()>;
    fn make(&self) -> Result<()>;
}

#[rpc_client]
trait Blocking {
    fn list(&self) -> Result<()>;
    async fn make(&self) -> Result<()>;
}

#[rpc_client(blocking_client = Other)]
trait Both {
    fn list(&self) -> Result<()>;
}

fn main() {}
