use xmlrpc_server::Server;

struct Point;

fn main() {
    let _server = Server::new().function("draw", |point: Point| drop(point));
}
