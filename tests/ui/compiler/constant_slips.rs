use xmlrpc_server::{Service, rpc_service};

struct Clock;

#[rpc_service]
impl Clock {
    const OFFSET: i32 = ;

    #[expose]
    fn now(&self) -> i32 {
        Self::OFFSET
    }
}

fn mount(_: impl Service) {}

fn main() {
    mount(Clock);
}
