//! A union has no members that a schema could list.

use xmlrpc_server::RpcType;

#[derive(RpcType)]
union Number {
    narrow: i32,
}

fn main() {
    let _ = (xmlrpc_server::schema::Schema::of::<Number>(), Number { narrow: 4 });
}
