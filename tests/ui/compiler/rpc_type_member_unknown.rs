//! A member's type tells what it looks like; the error stands on the type.

use xmlrpc_server::RpcType;

struct Inner;

#[derive(RpcType)]
struct Outer {
    number: i32,
    inner: Inner,
}

fn main() {
    let outer = Outer { number: 1, inner: Inner };
    let _ = (xmlrpc_server::schema::Schema::of::<Outer>(), outer.number, outer.inner);
}
