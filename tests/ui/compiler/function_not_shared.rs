use std::rc::Rc;
use xmlrpc_server::Server;

fn main() {
    let count = Rc::new(1);
    let _server = Server::new().function("count", move || *count);
}
