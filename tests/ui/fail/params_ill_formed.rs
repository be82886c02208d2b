use xmlrpc_server::RpcParams;

#[derive(RpcParams)]
struct Empty;

#[derive(RpcParams)]
struct Pair(String, String);

#[derive(RpcParams)]
enum Either {
    Left { user: String },
}

#[derive(RpcParams)]
struct Generic<T> {
    user: T,
}

#[derive(RpcParams)]
struct Order {
    limit: Option<i32>,
    user: String,
}

#[derive(RpcParams)]
struct Twice {
    #[param(name = "name")]
    user: String,
    name: String,
}

#[derive(RpcParams)]
#[params(check = "check")]
struct Checked {
    user: String,
}

fn main() {}
