//! The client of a block knows its types and its prefix.

use xmlrpc_server::{Fault, rpc_service};

struct Api<T>(T);

#[rpc_service(client = ApiClient)]
impl<T: Send + Sync + 'static> Api<T> {
    #[expose]
    fn get(&self) -> i32 {
        0
    }
}

struct Site;

#[rpc_service(parts(admin))]
impl Site {
    #[expose]
    fn hidden(&self) -> Result<(), Fault> {
        Ok(())
    }
}

#[rpc_service(part = admin, client = AdminClient)]
impl Site {
    #[expose]
    fn clear(&self) -> impl serde::Serialize {
        0
    }
}

fn main() {}
