use xmlrpc_server::rpc_service;

struct Service;

#[rpc_service(max_concurrent)]
impl Service {
    #[expose(max_concurrent = 0)]
    fn none(&self) {}

    #[expose(max_concurrent = "four")]
    fn text(&self) {}

    #[expose(inline, max_concurrent = 4)]
    fn quick(&self) {}
}

struct Other;

#[rpc_service(part = admin, max_concurrent = 4)]
impl Other {
    #[expose]
    fn part(&self) {}
}

fn main() {}
