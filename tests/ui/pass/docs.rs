//! Help is the doc comment's text.

#![deny(warnings)]

use xmlrpc_server::{Service, rpc_service};

struct Store;

/**
 * Keeps things.
 *
 *   - and more
 */
#[rpc_service]
impl Store {
    /** One line. */
    #[expose]
    fn one(&self) {}

    /// Before.
    #[doc = concat!("in", "between")]
    /// After.
    #[doc(hidden)]
    #[expose]
    fn two(&self) {}

    #[expose]
    fn three(&self) {}
}

fn main() {
    assert_eq!(Store.info().description(), "Keeps things.\n\n  - and more");
    let help: Vec<_> = Store.info().methods().iter().map(|method| method.description()).collect();
    assert_eq!(help, ["One line.", "Before.\ninbetween\nAfter.", ""]);
}
