use xmlrpc_server::expose;

trait Clock {
    #[expose]
    fn now(&self) -> i32;
}

fn main() {}
