//! A future is written as `async fn`.

use std::future::Future;
use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
trait Directory {
    fn list(&self) -> impl Future<Output = Result<()>>;
}

fn main() {}
