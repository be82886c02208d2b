//! What the compiler reports about a block is not repeated and has no consequences. Our own mistakes are reported too.

use xmlrpc_server::{Service, expose, rpc_service};

struct Store;

#[rpc_service]
impl Store {
    const LIMIT: usize = 3;

    #[expose]
    fn first(
        &self,
        /// A number.
        #[param(default)] number: i32,
        text: ,
    ) -> i32 {
        number
    }

    #[expose]
    fn second(&self, number: i32 text: String) -> i32 {
        number
    }

    #[expose]
    fn third(&self) -> {}

    #[expose]
    pub fourth(&self) {}

    #[expose(nmae = "last")]
    fn last(&self) -> usize {
        Self::LIMIT
    }
}

#[expose]
fn free(#[param(default)] number: i32, text: ) -> i32 {
    number
}

fn service(_: impl Service) {}

fn main() {
    service(Store);
    Store.first(1, "");
    Store.last();
    free(1, "");
}
