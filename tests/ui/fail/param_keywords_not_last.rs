use xmlrpc_server::{RpcParams, rpc_service};

#[derive(RpcParams)]
struct Query {
    limit: Option<i32>,
}

struct Shop;

#[rpc_service]
impl Shop {
    #[expose]
    fn list(&self, #[param(keywords)] query: Query, name: &str) {
        let _ = (query.limit, name);
    }
}

fn main() {}
