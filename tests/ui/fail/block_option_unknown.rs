use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(prefx = "dir")]
impl Directory {
    #[expose]
    fn list(&self) {}
}

#[rpc_service(timeout = 5)]
impl Clock {
    #[expose]
    fn now(&self) {}
}

struct Clock;

fn main() {}
