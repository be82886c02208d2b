use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    fn list(&self, #[param(default)] limit: i32) {
        let _ = limit;
    }
}

fn main() {
    Directory.list(1);
}
