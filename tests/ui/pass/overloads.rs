//! Methods of one block share a name if their numbers of parameters tell them apart, however they run.

#![deny(warnings)]

use xmlrpc_server::{CallContext, Dispatcher, rpc_service};

struct Store;

#[rpc_service(prefix = "store")]
impl Store {
    #[expose(name = "find")]
    fn all(&self, _: &CallContext) {}

    #[expose(inline, alias = "get")]
    fn find(&self, key: i32) -> i32 {
        key
    }

    #[expose(name = "find")]
    async fn find_in(&self, from: i32, to: i32, #[param(rest)] more: Vec<i32>) -> usize {
        more.len() + usize::from(from < to)
    }

    #[cfg(all())]
    #[expose(name = "put")]
    fn put(&self) {}

    #[cfg(any())]
    #[expose(name = "put")]
    fn put_otherwise(&self) {}
}

fn main() {
    let dispatcher = Dispatcher::new().mount(Store);
    dispatcher.check().unwrap();
    assert_eq!(dispatcher.method("store.find").unwrap().overloads().count(), 3);
}
