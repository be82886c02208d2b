use xmlrpc_server::rpc_service;

struct Login {
    user: String,
}

struct Shop;

#[rpc_service]
impl Shop {
    #[expose]
    fn count(&self, #[param(flatten)] login: Login) {
        drop(login.user);
    }
}

fn main() {}
