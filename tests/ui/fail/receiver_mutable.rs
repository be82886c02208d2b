use xmlrpc_server::rpc_service;

struct Counter(i32);

#[rpc_service]
impl Counter {
    #[expose]
    fn increment(&mut self) -> i32 {
        self.0 += 1;
        self.0
    }
}

fn main() {
    Counter(0).increment();
}
