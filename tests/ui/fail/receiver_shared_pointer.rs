use std::sync::Arc;
use xmlrpc_server::rpc_service;

struct Counter(i32);

#[rpc_service]
impl Counter {
    #[expose]
    fn value(self: Arc<Self>) -> i32 {
        self.0
    }
}

fn main() {
    Arc::new(Counter(0)).value();
}
