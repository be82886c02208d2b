//! A slip in the body of a free function is reported once.

use xmlrpc_server::expose;

#[expose]
fn first(number: i32) -> i32 {
    let text = ;
    if
}

#[expose]
fn second(number: i32) -> i32 {
    "text"
}

fn main() {
    first(second(1));
}
