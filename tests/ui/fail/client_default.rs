//! The server chooses the defaults; what is left out stands at the end.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
trait Directory {
    async fn number(&self, #[param(default)] limit: u32) -> Result<()>;
    async fn value(&self, #[param(default = 4)] limit: u32) -> Result<()>;
    async fn optional(&self, #[param(default = Some(4))] limit: Option<u32>) -> Result<()>;
    async fn order(&self, #[param(default)] limit: Option<u32>, path: &str) -> Result<()>;
    async fn rest(&self, #[param(rest)] more: &[i32], last: i32) -> Result<()>;
    async fn optional_rest(&self, #[param(rest)] more: Option<Vec<i32>>) -> Result<()>;
}

fn main() {}
