use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service(crate = "::xmlrpc_sever")]
impl Directory {
    #[expose]
    fn list(&self, path: &str) -> Result<i32, String> {
        path.parse().map_err(|_| String::new())
    }
}

fn main() {}
