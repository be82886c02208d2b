use std::time::SystemTime;
use xmlrpc_server::{DateTime, RpcType};

#[derive(serde::Serialize, RpcType)]
struct Build {
    started: SystemTime,
    finished: Option<DateTime>,
    #[serde(with = "xmlrpc_server::as_datetime")]
    queued: SystemTime,
    #[rpc(like = "String")]
    touched: SystemTime,
}

#[derive(serde::Serialize, RpcType)]
struct Builds {
    all: Vec<Build>,
    stopped: Option<SystemTime>,
}

fn main() {}
