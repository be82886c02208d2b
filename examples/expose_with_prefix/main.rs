//! Publishing is opt-in: of the methods of a block, callers reach the marked ones, and under the prefix only.

use std::env;

use xmlrpc_server::{Server, rpc_service};

struct Service;

#[rpc_service(prefix = "prefix")]
impl Service {
    #[expose(inline)]
    fn public(&self) -> &'static str {
        "This is public"
    }

    // No mark: a call of `prefix.private` is answered as if it did not exist.
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
