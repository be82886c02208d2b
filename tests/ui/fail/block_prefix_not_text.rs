use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefix = dir)]
impl Directory {
    #[expose]
    fn list(&self) {}
}

struct Clock;

#[rpc_service(prefix)]
impl Clock {
    #[expose]
    fn now(&self) {}
}

fn main() {}
