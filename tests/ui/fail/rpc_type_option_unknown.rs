//! An unknown option lists the known ones and names the nearest.

use xmlrpc_server::RpcType;

#[derive(RpcType)]
#[rpc(create = "::xmlrpc_server")]
struct Point {
    #[rpc(lik = "i32")]
    x: i32,
}

fn main() {
    let _ = (xmlrpc_server::schema::Schema::of::<Point>(), Point { x: 1 }.x);
}
