//! `crate = "…"` says where the framework is, for those who rename it or wrap it.

mod framework {
    pub use xmlrpc_server::*;
}

struct Directory;

#[framework::rpc_service(crate = "crate::framework")]
impl Directory {
    #[expose]
    fn list(&self) {}
}

struct Store;

#[framework::rpc_service(crate = "crate::framework", client = StoreClient)]
impl Store {
    #[expose(inline)]
    fn size(&self) -> i32 {
        5
    }
}

#[framework::client::rpc_client(crate = "crate::framework", blocking_client = SizesBlocking)]
trait Sizes {
    async fn size(&self) -> framework::client::Result<i32>;
}

#[framework::expose(crate = "framework")]
fn add(x: i32, y: i32) -> i32 {
    x + y
}

fn main() {
    assert_eq!(framework::Service::info(&Directory).methods().len(), 1);
    add(1, 2);
    let dispatcher = framework::Dispatcher::new().mount(Store);
    assert_eq!(SizesBlocking::new(&dispatcher).size().ok(), Some(5));
    drop((StoreClient::new(&dispatcher).size(), SizesClient::new(&dispatcher).size()));
}
