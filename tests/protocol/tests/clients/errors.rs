//! Errors that come back as what they were.

use xmlrpc_client::{Error, ErrorKind, Fault, Result, TypedError, rpc_client};
use xmlrpc_service::{Dispatcher, IntoFault, rpc_service};

#[derive(Debug, PartialEq, thiserror::Error, IntoFault)]
enum StoreError {
    #[error("no entry {0:?}")]
    #[fault(code = 404)]
    Missing(String),
    #[error("full")]
    #[fault(code = 507)]
    Full,
}

struct Store;

#[rpc_service(prefix = "store", client = StoreClient)]
impl Store {
    #[expose(inline)]
    fn get(&self, key: &str) -> Result<i32, StoreError> {
        match key {
            "full" => Err(StoreError::Full),
            _ => Err(StoreError::Missing(key.to_owned())),
        }
    }
}

#[derive(Debug, thiserror::Error, xmlrpc_client::IntoFault)]
enum Failure {
    #[error("full")]
    #[fault(code = 507)]
    Full,
    #[error(transparent)]
    #[fault(other)]
    Call(Error),
}

#[derive(Debug)]
struct Text(String);

impl From<Error> for Text {
    fn from(error: Error) -> Self {
        Text(error.to_string())
    }
}

#[rpc_client(prefix = "store")]
trait Any {
    #[expose(name = "get")]
    async fn typed(&self, key: &str) -> Result<i32, TypedError<StoreError>>;
    async fn get(&self, key: &str, much: i32) -> Result<i32, Failure>;
    #[expose(name = "get")]
    async fn text(&self) -> Result<i32, Text>;
    #[expose(absolute = "store.missing")]
    async fn missing(&self) -> Result<i32, Failure>;
    async fn store(&self) -> Result<i32>;
}

#[tokio::test]
async fn the_error_of_a_method_comes_back_from_its_code() {
    let dispatcher = Dispatcher::new().mount(Store);
    let client = StoreClient::new(&dispatcher);
    let error = client.get("full").await.unwrap_err();
    assert_eq!(error.typed(), Some(StoreError::Full));
    let error = client.get("a").await.unwrap_err();
    assert_eq!(error.typed(), Some(StoreError::Missing("no entry \"a\"".into())));
    assert_eq!(error.to_string(), "store.get: fault 404: no entry \"a\"");
    assert_eq!((error.kind(), error.method()), (ErrorKind::Fault, Some("store.get")));
}

#[tokio::test]
async fn other_errors_have_no_typed_one() {
    let dispatcher = Dispatcher::new();
    let error = StoreClient::new(&dispatcher).get("full").await.unwrap_err();
    assert_eq!((error.typed(), error.fault().map(Fault::code)), (None, Some(-32601)));
    assert!(Error::from(error).fault().is_some());
}

#[tokio::test]
async fn a_definition_names_the_error_of_its_choice() {
    let dispatcher = Dispatcher::new().mount(Store).function("store.get ", || 0);
    let client = AnyClient::new(&dispatcher);
    assert_eq!(client.typed("full").await.unwrap_err().typed(), Some(StoreError::Full));
    assert!(client.text().await.unwrap_err().0.starts_with("store.get: fault -32602"));
    match client.missing().await {
        Err(Failure::Call(error)) => assert_eq!(error.fault().map(Fault::code), Some(-32601)),
        other => panic!("{other:?}"),
    }
    match client.get("full", 1).await {
        Err(Failure::Call(error)) => assert_eq!(error.fault().map(Fault::code), Some(-32602)),
        other => panic!("{other:?}"),
    }
    let dispatcher = Dispatcher::new().function("store.missing", || Err::<i32, _>(Fault::new(507, "full")));
    assert!(matches!(AnyClient::new(&dispatcher).missing().await, Err(Failure::Full)));
}

#[tokio::test]
async fn a_result_of_another_type_says_where() {
    let dispatcher = Dispatcher::new().function("store.store", || "text");
    let error = AnyClient::new(&dispatcher).store().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(error.to_string().starts_with("store.store: cannot read the response: expected an int"), "{error}");
}

#[tokio::test]
async fn what_cannot_be_written_is_not_sent() {
    let dispatcher = Dispatcher::new().mount(Store);
    let error = StoreClient::new(&dispatcher).get("a\u{0}").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Usage, "{error}");
}
