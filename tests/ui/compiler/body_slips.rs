//! A slip in a body is the compiler's to report, once, and has no consequences.

use xmlrpc_server::{Service, rpc_service};

struct Store;

#[rpc_service(prefix = "store")]
impl Store {
    #[expose]
    fn first(&self) -> i32 {
        let number = 1
        number
    }

    #[expose]
    async fn second(&self, #[param(default)] name: String) -> String {
        let text = ;
        name
    }

    #[expose]
    fn third(&self) -> String {
        self.
    }

    #[expose]
    fn fourth(
        &self,
        /// The number to return.
        number: i32,
    ) -> i32 {
        number @ 1
    }

    #[expose]
    fn fifth(&self) -> i32 {
        unknown!();
        let text: String = 5;
        1
    }

    #[expose]
    fn last(&self) -> i32 {
        if
    }
}

fn service(_: impl Service) {}

fn main() {
    service(Store);
    Store.first();
    Store.fourth(1);
    Store.last();
}
