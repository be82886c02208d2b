use xmlrpc_server::{RpcParams, rpc_service};

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param(default = "five")] limit: i32, #[param(default = "name")] order: String) {
        let _ = (limit, order);
    }

    #[expose]
    fn find(&self, #[param(default = 5)] name: &str, #[param(default = 1)] share: f64, #[param(default = 5)] limit: Option<i32>) {
        let _ = (name, share, limit);
    }
}

#[derive(RpcParams)]
struct Query {
    #[param(default = "name")]
    order: String,
}

fn main() {}
