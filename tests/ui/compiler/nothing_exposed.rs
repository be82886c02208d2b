#![deny(deprecated)]

use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    fn list(&self) {}
}

fn main() {
    Directory.list();
}
