use xmlrpc_server::{RpcParams, rpc_service};

#[derive(RpcParams)]
#[params(check)]
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

#[derive(RpcParams)]
#[params(check = Session::check)]
struct Session {
    session: String,
}

impl Session {
    fn check(&self, _: &xmlrpc_server::CallContext) -> bool {
        self.session.is_empty()
    }
}

fn main() {}
