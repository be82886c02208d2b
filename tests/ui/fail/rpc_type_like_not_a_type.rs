//! `like` is a type in quotes.

use xmlrpc_server::RpcType;

#[derive(RpcType)]
struct Point {
    #[rpc(like = "a type")]
    x: i32,
    #[rpc(like = 4)]
    y: i32,
    #[rpc(like)]
    z: i32,
}

fn main() {
    let point = Point { x: 1, y: 2, z: 3 };
    let _ = (xmlrpc_server::schema::Schema::of::<Point>(), point.x, point.y, point.z);
}
