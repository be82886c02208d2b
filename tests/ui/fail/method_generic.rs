use xmlrpc_server::rpc_service;

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn put<T: serde::de::DeserializeOwned>(&self, _value: T) {}

    #[expose]
    fn take<const COUNT: usize>(&self) {}
}

fn main() {}
