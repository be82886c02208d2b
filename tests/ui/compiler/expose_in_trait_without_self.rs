use xmlrpc_server::expose;

trait Clock {
    #[expose]
    fn now() -> i32;
}

fn main() {}
