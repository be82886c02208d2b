//! A user's types may be called as ours are, and as the standard library's.

#![deny(warnings)]

use serde::{Deserialize, Serialize};
use xmlrpc_server::{expose, rpc_service};

#[derive(Deserialize, Serialize)]
struct Option(i32);
#[derive(Deserialize, Serialize)]
struct Result;
#[derive(Deserialize, Serialize)]
struct String;
#[derive(Deserialize, Serialize)]
struct Box;
struct Service;
#[allow(dead_code, reason = "its name is what matters")]
trait Send {}
#[derive(Deserialize)]
struct Published;

#[rpc_service]
impl Service {
    #[expose]
    fn info(&self, option: Option, arguments: i32) -> Result {
        let _ = (option, arguments);
        Result
    }

    #[expose]
    async fn call(&self, response: String, context: &Box) -> String {
        let _ = context;
        response
    }
}

#[expose]
fn index(result: Result, published: Published) -> Result {
    let _ = published;
    result
}

fn main() {
    assert_eq!(xmlrpc_server::Service::info(&Service).methods().len(), 2);
    index(Result, Published);
}
