use xmlrpc_server::RpcParams;

#[derive(RpcParams)]
#[params(chek)]
struct Login {
    #[param(rest)]
    user: String,
}

fn main() {}
