//! A method is safe and has Rust's ABI.

use xmlrpc_server::client::{Result, rpc_client};

#[rpc_client]
unsafe trait Directory {
    async unsafe fn list(&self) -> Result<()>;
    async extern "C" fn make(&self) -> Result<()>;
}

fn main() {}
