use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn who(&self, #[param(context, name = "call", default)] call: &Call) {
        let _ = call;
    }
}

type Call = xmlrpc_server::CallContext;

fn main() {}
