use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, #[param(defualt = 5)] limit: i32) {
        let _ = limit;
    }

    #[expose]
    fn remove(&self, #[param(optional)] name: String) {
        drop(name);
    }
}

fn main() {}
