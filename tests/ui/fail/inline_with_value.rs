use xmlrpc_server::rpc_service;

struct Clock;

#[rpc_service]
impl Clock {
    #[expose(inline = 1)]
    fn now(&self) {}
}

fn main() {}
