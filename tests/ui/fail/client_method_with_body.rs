//! A method has no body, and the trait no other items.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
trait Directory {
    const LIMIT: i32;
    type Entry;
    async fn list(&self) -> Result<()> {
        Ok(())
    }
}

fn main() {}
