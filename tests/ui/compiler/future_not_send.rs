use std::rc::Rc;
use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    async fn get(&self) -> i32 {
        let kept = Rc::new(1);
        std::future::ready(()).await;
        *kept
    }
}

fn main() {}
