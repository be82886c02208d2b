//! `crate` is a path, in the derives too.

use xmlrpc_server::{IntoFault, RpcType};

#[derive(IntoFault)]
#[fault(code = 4, message = "no", crate = "not a path")]
struct Failed;

#[derive(RpcType)]
#[rpc(crate = 4)]
struct Point;

fn main() {
    let _ = (Failed, Point);
}
