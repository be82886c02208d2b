//! A parameter has a name, and is sent.

use xmlrpc_server::CallContext;
use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
trait Directory {
    async fn changed(&self, list: &mut Vec<i32>) -> Result<()>;
    async fn context(&self, context: &CallContext) -> Result<()>;
    async fn marked(&self, #[param(context)] context: &i32) -> Result<()>;
    async fn itself(&self, other: &Self) -> Result<()>;
    async fn switched(&self, #[cfg(unix)] list: i32) -> Result<()>;
    async fn unknown(&self, #[param(defualt)] list: Option<i32>) -> Result<()>;
}

fn main() {}
