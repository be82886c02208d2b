use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self) -> impl Iterator<Item = String> {
        std::iter::empty()
    }

    #[expose]
    fn sizes(&self) -> Result<Box<dyn Iterator<Item = (String, i64)>>, String> {
        Ok(Box::new(std::iter::empty()))
    }
}

fn main() {}
