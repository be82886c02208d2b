use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose(name = "list")]
    fn all(&self) {}

    #[expose]
    fn list(&self, path: String, #[param(default)] limit: i32) {
        let _ = (path, limit);
    }

    #[expose(name = "list")]
    fn list_two(&self, path: String, pattern: String) {
        let _ = (path, pattern);
    }

    #[expose(name = "list")]
    fn list_many(&self, #[param(rest)] paths: Vec<String>) {
        drop(paths);
    }
}

fn main() {}
