//! Parameters have docs, those of methods that are not published too.

#![deny(warnings)]

use xmlrpc_server::{Service, expose, rpc_service};

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put(
        /// The store.
        &self,
        /// Where to put it.
        ///
        /// Slashes are fine.
        key: String,
        #[doc = "What to put."] value: i32,
    ) {
        let _ = (key, value);
    }

    fn helper(&self, /** Not published. */ key: String) {
        let _ = key;
    }
}

#[expose]
fn add(/** One. */ x: i32, /** Another. */ y: i32) -> i32 {
    x + y
}

fn main() {
    Store.helper(String::new());
    add(1, 2);
    let docs: Vec<_> = Store.info().methods()[0].parameter_list().iter().map(|parameter| parameter.description()).collect();
    assert_eq!(docs, ["Where to put it.\n\nSlashes are fine.", "What to put."]);
}
