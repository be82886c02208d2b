use xmlrpc_server::rpc_service;

struct Directory {
    limit: i32,
}

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param(default = self.limit)] limit: i32) -> i32 {
        limit
    }
}

fn main() {}
