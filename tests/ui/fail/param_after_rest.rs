use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn remove(&self, #[param(rest)] names: Vec<String>, force: bool, #[param(rest)] more: Vec<i32>) {
        let _ = (names, force, more);
    }
}

fn main() {}
