use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(rename_all = "camelcase")]
impl Directory {
    #[expose]
    fn list_names(&self) {}
}

struct Clock;

#[rpc_service(rename_all = "backwards")]
impl Clock {
    #[expose]
    fn list_names(&self) {}
}

fn main() {}
