use xmlrpc_server::expose;

#[expose(nam = "plus")]
fn add(x: i32, y: i32) -> i32 {
    x + y
}

fn main() {
    add(1, 2);
}
