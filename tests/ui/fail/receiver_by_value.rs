use xmlrpc_server::rpc_service;

struct Counter(i32);

#[rpc_service]
impl Counter {
    #[expose]
    fn finish(self) -> i32 {
        self.0
    }
}

fn main() {
    Counter(0).finish();
}
