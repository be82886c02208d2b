use xmlrpc_server::rpc_service;

struct Clock;

#[rpc_service]
impl Clock {
    #[expose]
    const ZONE: i32 = 1;
}

fn main() {
    let _ = Clock::ZONE;
}
