use xmlrpc_server::rpc_service;

struct Master;

#[rpc_service(answer = "RosEnvelope")]
impl Master {
    #[expose(answer)]
    fn lookup(&self) {}

    #[expose(answer = true)]
    fn stop(&self) {}
}

fn main() {}
