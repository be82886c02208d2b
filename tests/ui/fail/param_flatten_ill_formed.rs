use xmlrpc_server::{RpcParams, rpc_service};

#[derive(RpcParams)]
struct Login {
    user: String,
}

struct Shop;

#[rpc_service]
impl Shop {
    #[expose]
    fn count(&self, #[param(flatten, name = "login")] login: Login) {
        drop(login.user);
    }

    #[expose]
    fn list(&self, #[param(flatten, keywords)] login: Login) {
        drop(login.user);
    }

    #[expose]
    fn find(&self, #[param(flatten)] login: Option<&Login>) {
        let _ = login;
    }

    #[expose]
    fn who(&self, #[param(context, flatten)] call: &xmlrpc_server::CallContext) {
        let _ = call;
    }
}

fn main() {}
