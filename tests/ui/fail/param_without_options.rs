use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param] limit: i32) {
        let _ = limit;
    }

    #[expose]
    fn remove(&self, #[param = "l"] limit: i32) {
        let _ = limit;
    }
}

fn main() {}
