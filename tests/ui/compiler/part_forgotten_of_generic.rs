#![deny(dead_code)]

use xmlrpc_server::rpc_service;

struct Directory<T>(T);

#[rpc_service]
impl<T: Send + Sync> Directory<T> {
    #[expose]
    fn list(&self) {}
}

#[rpc_service(part = admin)]
impl<T: Send + Sync> Directory<T> {
    #[expose]
    fn remove(&self) {}
}

fn main() {}
