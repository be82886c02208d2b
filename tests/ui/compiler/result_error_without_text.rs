use xmlrpc_server::rpc_service;

#[derive(serde::Serialize)]
struct Mute;
struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn get(&self) -> Result<i32, Mute> {
        Err(Mute)
    }
}

fn main() {}
