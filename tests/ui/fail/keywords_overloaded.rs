use xmlrpc_server::rpc_service;

struct Shop;

#[rpc_service]
impl Shop {
    #[expose(keywords)]
    fn find(&self, name: &str) {
        let _ = name;
    }

    #[expose(name = "find")]
    fn find_in(&self, name: &str, place: &str) {
        let _ = (name, place);
    }
}

fn main() {}
