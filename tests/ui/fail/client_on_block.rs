//! `#[rpc_client]` goes on a trait.

use xmlrpc_server::client::rpc_client;

struct Files;

#[rpc_client]
impl Files {}

#[rpc_client]
struct Other;

#[rpc_client]
fn free() {}

fn main() {}
