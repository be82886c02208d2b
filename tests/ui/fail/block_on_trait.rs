use xmlrpc_server::rpc_service;

#[rpc_service]
trait Directory {
    fn list(&self);
}

fn main() {}
