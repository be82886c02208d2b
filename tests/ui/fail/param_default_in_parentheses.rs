use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param(default(5))] limit: i32) {
        let _ = limit;
    }
}

fn main() {}
