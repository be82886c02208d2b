//! Without its closing parenthesis a body ends the whole file: the macro is not asked.

use xmlrpc_server::{Service, rpc_service};

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn first(&self) -> i32 {
        drop((1, 2);
        3
    }

    #[expose]
    fn second(&self) {}
}

fn service(_: impl Service) {}

fn main() {
    service(Store);
}
