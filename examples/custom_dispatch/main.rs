//! Names decided at run time: a fallback answers the calls whose names are not registered.

use std::env;

use xmlrpc_server::{CallContext, Fallback, Fault, Server, Value};

struct Prefixed;

impl Fallback for Prefixed {
    fn call(&self, name: &str, _params: Vec<Value>, _context: &CallContext) -> Result<Value, Fault> {
        match name.strip_prefix("prefix.") {
            Some("public") => Ok("This is public".into()),
            _ => Err(Fault::method_not_found(name)),
        }
    }

    /// The names that `system.listMethods` lists besides the registered ones; none by default.
    fn methods(&self) -> Vec<String> {
        vec!["prefix.public".into()]
    }
}

fn main() -> xmlrpc_server::Result {
    let server = Server::new().fallback(Prefixed).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
