use xmlrpc_server::rpc_service;

#[rpc_service]
struct Directory;

fn main() {}
