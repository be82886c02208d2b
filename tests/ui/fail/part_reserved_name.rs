use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(parts(admin))]
impl Directory {}

#[rpc_service(part = admin)]
impl Directory {
    #[expose(name = "system.reboot")]
    fn reboot(&self) {}
}

fn main() {}
