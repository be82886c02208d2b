//! A method needs no `self`; `const fn` and `self: &Self` are fine too.

#![deny(warnings)]

use xmlrpc_server::{Service, rpc_service};

struct Clock;

#[rpc_service]
impl Clock {
    #[expose]
    fn zone(offset: i32) -> i32 {
        offset
    }

    #[expose]
    async fn tick() {}

    #[expose(inline)]
    const fn zero(self: &Self) -> i32 {
        0
    }
}

fn main() {
    assert_eq!(Clock.info().methods().len(), 3);
}
