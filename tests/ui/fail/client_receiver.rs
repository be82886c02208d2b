//! A method takes `&self`.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
trait Directory {
    async fn none() -> Result<()>;
    async fn mutable(&mut self) -> Result<()>;
    async fn value(self) -> Result<()>;
    async fn pointer(self: std::sync::Arc<Self>) -> Result<()>;
}

fn main() {}
