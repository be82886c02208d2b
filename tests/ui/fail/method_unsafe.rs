use xmlrpc_server::rpc_service;

struct Memory;

#[rpc_service]
impl Memory {
    #[expose]
    unsafe fn peek(&self) {}
}

fn main() {}
