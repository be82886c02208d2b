use xmlrpc_server::expose;

#[expose]
struct Clock;

fn main() {}
