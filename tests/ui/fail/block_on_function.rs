use xmlrpc_server::rpc_service;

#[rpc_service]
fn add(x: i32, y: i32) -> i32 {
    x + y
}

fn main() {
    add(1, 2);
}
