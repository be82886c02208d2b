use xmlrpc_server::expose;

struct Clock;

impl Clock {
    #[expose]
    fn minutes_east(offset: i32) -> i32 {
        offset
    }
}

fn main() {
    Clock::minutes_east(1);
}
