use xmlrpc_server::{expose, rpc_service};

struct Machine;

#[rpc_service]
impl Machine {
    #[expose(name = "system.reboot")]
    fn reboot(&self) {}

    #[expose(name = "systems.list")]
    fn list(&self) {}
}

#[expose(name = "system.halt")]
fn halt() {}

fn main() {
    halt();
}
