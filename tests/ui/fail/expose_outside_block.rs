use xmlrpc_server::expose;

struct Clock;

impl Clock {
    #[expose]
    fn now(&self) -> i32 {
        0
    }
}

fn main() {
    Clock.now();
}
