//! The error of a method holds what goes wrong with a call.

use xmlrpc_server::client::rpc_client;

struct Failure;

type Outcome = i32;

#[rpc_client]
trait Directory {
    async fn list(&self) -> Result<i32, Failure>;
    async fn alias(&self) -> Outcome;
}

fn main() {}
