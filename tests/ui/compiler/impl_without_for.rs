use xmlrpc_server::{Service, rpc_service};

trait Clock<T> {
    fn now(&self) -> T;
}

struct Utc;

#[rpc_service]
impl Clock<i32> Utc {
    #[expose]
    fn now(&self) -> i32 {
        0
    }
}

fn mount(_: impl Service) {}

fn main() {
    mount(Utc);
}
