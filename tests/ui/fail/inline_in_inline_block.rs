use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(inline)]
impl Directory {
    #[expose(max_concurrent = 4)]
    fn list(&self) {}

    #[expose(inline = 4)]
    fn create(&self) {}

    #[expose(inline = false)]
    async fn remove(&self) {}
}

fn main() {}
