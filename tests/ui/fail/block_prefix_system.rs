use xmlrpc_server::rpc_service;

struct Machine;

#[rpc_service(prefix = "system")]
impl Machine {
    #[expose]
    fn reboot(&self) {}
}

struct Clock;

#[rpc_service(prefix = "system.clock")]
impl Clock {
    #[expose]
    fn now(&self) {}
}

fn main() {}
