//! `mut`, `_` and patterns are the method's own affair.

#![deny(warnings)]

use xmlrpc_server::{Service, rpc_service};

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put(&self, mut key: String, _: i32, (x, y): (i32, i32), _unused: bool, &value: &f64) -> String {
        key.push_str(&(f64::from(x + y) + value).to_string());
        key
    }
}

fn main() {
    let names: Vec<_> = Store.info().methods()[0].parameter_list().iter().map(|parameter| parameter.name()).collect();
    assert_eq!(names, ["key", "parameter2", "parameter3", "unused", "value"]);
}
