use xmlrpc_server::rpc_service;

struct RosEnvelope;

struct Master;

#[rpc_service(answer = RosEnvelope)]
impl Master {
    #[expose]
    fn lookup(&self, name: &str) -> Result<i32, String> {
        name.parse().map_err(|_| String::from("no such node"))
    }

    #[expose]
    async fn stop(&self) {}
}

fn main() {}
