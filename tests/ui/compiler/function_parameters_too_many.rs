use xmlrpc_server::Server;

type I = i32;

fn many(a: I, _: I, _: I, _: I, _: I, _: I, _: I, _: I, _: I, _: I, _: I, _: I, _: I) -> i32 {
    a
}

fn main() {
    let _server = Server::new().function("many", many);
}
