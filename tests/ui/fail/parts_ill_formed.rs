use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(parts())]
impl Directory {
    #[expose]
    fn list(&self) {}
}

struct Clock;

#[rpc_service(parts = "admin")]
impl Clock {
    #[expose]
    fn list(&self) {}
}

fn main() {}
