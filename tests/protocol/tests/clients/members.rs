//! Structs that are spread over parameters, and keyword arguments.

use std::collections::BTreeMap;

use serde::Serialize;
use xmlrpc_client::{Result, Value, rpc_client};
use xmlrpc_service::{Dispatcher, RpcParams, rpc_service};

use crate::recorder::Recorder;

#[derive(Serialize, RpcParams)]
struct Login {
    database: String,
    user: Option<i32>,
}

#[derive(Default, Serialize, RpcParams)]
struct Query {
    limit: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    order: Option<String>,
}

struct Shop;

#[rpc_service(prefix = "shop", inline, client = ShopClient)]
impl Shop {
    #[expose]
    fn count(&self, #[param(flatten)] login: &Login, model: &str, limit: Option<i32>) -> String {
        format!("{} {:?} {model} {limit:?}", login.database, login.user)
    }

    #[expose]
    fn only(&self, #[param(flatten)] login: Login) -> String {
        format!("{} {:?}", login.database, login.user)
    }

    #[expose]
    fn run(
        &self,
        name: &str,
        #[param(rest)] args: Vec<i32>,
        #[param(keywords)] named: BTreeMap<String, Value>,
    ) -> String {
        format!("{name} {args:?} {}", named.keys().cloned().collect::<Vec<_>>().join(","))
    }

    #[expose(keywords)]
    fn tag(&self, tag: &str, build: &str) -> String {
        format!("{tag} {build}")
    }
}

#[rpc_client]
trait Loose {
    async fn only(&self, #[param(flatten)] login: &Login) -> Result<Value>;
    async fn before(&self, #[param(flatten)] login: &Login, last: Option<i32>) -> Result<Value>;
    async fn named(&self, first: i32, second: Option<i32>, #[param(keywords)] query: &Query) -> Result<Value>;
}

#[tokio::test]
async fn members_are_parameters() {
    let dispatcher = Dispatcher::new().mount(Shop);
    let client = ShopClient::new(&dispatcher);
    let login = Login { database: "db".into(), user: None };
    assert_eq!(client.count(&login, "m", None).await.unwrap(), "db None m None");
    assert_eq!(client.count(&login, "m", Some(2)).await.unwrap(), "db None m Some(2)");
    assert_eq!(client.only(&login).await.unwrap(), "db None");
    assert_eq!(client.only(&Login { user: Some(3), ..login }).await.unwrap(), "db Some(3)");
}

#[tokio::test]
async fn names_that_no_parameter_has_are_keywords() {
    let dispatcher = Dispatcher::new().mount(Shop);
    let client = ShopClient::new(&dispatcher);
    assert_eq!(client.run("n", &[], &BTreeMap::new()).await.unwrap(), "n [] ");
    let named = BTreeMap::from([("level".to_owned(), Value::from("INFO")), ("x".to_owned(), 1.into())]);
    assert_eq!(client.run("n", &[1, 2], &named).await.unwrap(), "n [1, 2] level,x");
    assert_eq!(client.tag("a", "b").await.unwrap(), "a b");
}

#[tokio::test]
async fn members_that_are_nil_are_left_out_at_the_end() {
    let recorder = Recorder::default();
    let client = LooseClient::new(&recorder);
    let login = Login { database: "db".into(), user: None };
    client.only(&login).await.unwrap();
    assert_eq!(recorder.last().1, ["db".into()]);
    client.before(&login, None).await.unwrap();
    assert_eq!(recorder.last().1, ["db".into()]);
    client.before(&login, Some(1)).await.unwrap();
    assert_eq!(recorder.last().1, ["db".into(), Value::Nil, 1.into()]);
    client.named(1, None, &Query::default()).await.unwrap();
    assert_eq!(recorder.last().1, [1.into()]);
    client.named(1, None, &Query { limit: Some(4), order: None }).await.unwrap();
    assert_eq!(recorder.last().1, [1.into(), xmlrpc_client::value!({"__starstar": true, "limit": 4})]);
}
