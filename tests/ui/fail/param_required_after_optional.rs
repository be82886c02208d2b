use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, path: Option<String>, limit: i32) {
        let _ = (path, limit);
    }

    #[expose]
    fn find(&self, pattern: String, #[param(default = 5)] limit: i32, path: &str) {
        let _ = (pattern, limit, path);
    }
}

fn main() {}
