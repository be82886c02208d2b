use xmlrpc_server::expose;

#[expose]
fn double(number: i32) -> i32;

fn main() {}
