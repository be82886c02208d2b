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

#[framework::expose(crate = "framework")]
fn add(x: i32, y: i32) -> i32 {
    x + y
}

fn main() {
    assert_eq!(framework::Service::info(&Directory).methods().len(), 1);
    add(1, 2);
}
