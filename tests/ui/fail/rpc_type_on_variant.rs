//! `#[rpc]` goes on a type or a field.

use xmlrpc_server::RpcType;

#[derive(RpcType)]
enum Shape {
    #[rpc(like = "f64")]
    Circle(f64),
}

fn main() {
    let _ = (xmlrpc_server::schema::Schema::of::<Shape>(), Shape::Circle(1.0));
}
