//! A caller can call.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
trait Directory {
    async fn list(&self) -> Result<()>;
}

fn main() {
    let _ = DirectoryClient::new("http://localhost:9000");
}
