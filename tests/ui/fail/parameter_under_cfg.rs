use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put(&self, #[cfg(unix)] mode: u32) {
        let _ = mode;
    }
}

fn main() {}
