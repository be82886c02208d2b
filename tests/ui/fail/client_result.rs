//! A method returns a `Result` of owned values.

use xmlrpc_server::client::{Result, Value, rpc_client};
use std::path::Path;

#[rpc_client]
trait Directory {
    async fn none(&self);
    async fn list(&self) -> Vec<String>;
    async fn number(&self) -> i32;
    async fn pair(&self) -> (i32, Value);
    async fn lent(&self) -> Result<&str>;
    async fn lent_inside(&self) -> Result<Vec<&Path>>;
    async fn itself(&self) -> Result<Box<Self>>;
}

fn main() {}
