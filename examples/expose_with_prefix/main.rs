//! Publishing is opt-in: clients can call the marked methods alone, and only with the prefix.

use std::env;

use xmlrpc_server::{Server, rpc_service};

struct Service;

#[rpc_service(prefix = "prefix")]
impl Service {
    #[expose(inline)]
    fn public(&self) -> &'static str {
        "This is public"
    }

    // Not marked: for clients, `prefix.private` does not exist.
    fn private(&self) -> &'static str {
        "This is private"
    }
}

fn main() -> xmlrpc_server::Result {
    println!("In the program only: {}", Service.private());
    let server = Server::new().mount(Service).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
