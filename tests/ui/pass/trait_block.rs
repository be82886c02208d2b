//! The methods of a trait can be published where a type implements it.

#![deny(warnings)]

use xmlrpc_server::{Service, rpc_service};

trait Calculator<N> {
    type Number;
    fn add(&self, x: N, y: Self::Number) -> Self::Number;
    fn all(&self) -> Vec<Self::Number>;
}

struct Basic;

/// Sums.
#[rpc_service(prefix = "sum")]
impl Calculator<i16> for Basic {
    type Number = i32;

    #[expose]
    fn add(&self, x: i16, y: Self::Number) -> Self::Number {
        i32::from(x) + y
    }

    #[expose(inline)]
    fn all(&self) -> Vec<Self::Number> {
        Vec::new()
    }
}

fn main() {
    assert_eq!(Basic.info().methods()[0].wire_signature().unwrap().forms(), [["int", "int", "int"]]);
}
