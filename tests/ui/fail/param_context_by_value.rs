use xmlrpc_server::rpc_service;

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn who(&self, #[param(context)] call: Call) {
        drop(call);
    }
}

type Call = xmlrpc_server::CallContext;

fn main() {}
