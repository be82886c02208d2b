use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param(default)] order: Order) {
        drop(order);
    }
}

#[derive(serde::Deserialize)]
struct Order;

fn main() {}
