use std::cell::Cell;
use xmlrpc_server::rpc_service;

struct Counter(Cell<i32>);

#[rpc_service]
impl Counter {
    #[expose]
    fn value(&self) -> i32 {
        self.0.get()
    }
}

fn main() {}
