//! The measured server, `ours PORT`, with one worker.

use xmlrpc_benches::Measured;
use xmlrpc_server::Server;

fn main() -> xmlrpc_server::Result {
    let port = std::env::args().nth(1).unwrap_or("9000".into());
    Server::new().mount(Measured).workers(1).serve_forever(format!("127.0.0.1:{port}"))
}
