use std::net::{AddrParseError, IpAddr};
use xmlrpc_server::Server;

struct Point;

fn is_local(address: String) -> Result<bool, AddrParseError> {
    Ok(address.parse::<IpAddr>()?.is_loopback())
}

fn main() {
    let _server = Server::new().function("point", || Point).function("is local", is_local);
}
