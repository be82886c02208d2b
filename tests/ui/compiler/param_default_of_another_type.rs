use xmlrpc_server::rpc_service;

struct Directory;

const FIVE: &str = "five";

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param(default = FIVE)] limit: i32) {
        let _ = limit;
    }
}

fn main() {}
