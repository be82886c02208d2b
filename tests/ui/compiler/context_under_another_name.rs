use xmlrpc_server::{CallContext, rpc_service};

type Call = CallContext;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, call: &Call) -> String {
        call.method().to_owned()
    }
}

fn main() {}
