use xmlrpc_server::{CallContext, rpc_service};

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn who(&self, context: CallContext) {
        let _ = context;
    }
}

fn main() {
    Store.who(CallContext::new());
}
