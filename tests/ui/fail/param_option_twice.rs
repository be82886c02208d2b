use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param(default)] #[param(name = "l")] limit: i32) {
        let _ = limit;
    }

    #[expose]
    fn remove(&self, #[param(default, default = 5)] limit: i32) {
        let _ = limit;
    }
}

fn main() {}
