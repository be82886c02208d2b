//! Results that come in an envelope.

use std::time::SystemTime;

use serde::Serialize;
use xmlrpc_client::{Fault, OpenEnvelope, Result, Value, rpc_client, value};
use xmlrpc_service::schema::{Type, WireType};
use xmlrpc_service::service::{Envelope, FailedCall, FaultReply};
use xmlrpc_service::{Dispatcher, rpc_service};

struct Ros;

impl Envelope for Ros {
    fn success<T: Serialize>(result: T) -> impl Serialize {
        (1, "", result)
    }

    fn failure(fault: Fault, _: &FailedCall<'_>) -> FaultReply {
        value!([(fault.code()), (fault.message()), 0]).into()
    }

    fn describe(result: Type) -> Type {
        Type::Tuple(vec![Type::Wire(WireType::Int), Type::Wire(WireType::String), result])
    }
}

impl OpenEnvelope for Ros {
    fn open(answer: Value) -> std::result::Result<Value, Fault> {
        match answer.to::<(i32, String, Value)>() {
            Ok((1, _, value)) => Ok(value),
            Ok((code, text, _)) => Err(Fault::new(code, text)),
            Err(error) => Err(Fault::application(error)),
        }
    }
}

struct Master;

#[rpc_service(inline, answer = Ros, client = MasterClient, blocking_client = MasterBlocking)]
impl Master {
    #[expose]
    fn lookup(&self, name: &str) -> std::result::Result<String, Fault> {
        if name.is_empty() { Err(Fault::new(0, "no name")) } else { Ok(name.to_owned()) }
    }

    #[expose]
    fn since(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH
    }

    #[expose(answer = ())]
    fn version(&self) -> i32 {
        3
    }
}

#[rpc_client(answer = Ros)]
trait Node {
    async fn lookup(&self, name: &str) -> Result<String>;
    async fn since(&self) -> Result<SystemTime>;
    #[expose(answer = ())]
    async fn version(&self) -> Result<i32>;
    #[expose(name = "lookup")]
    async fn wrong(&self, name: &str, more: i32) -> Result<i32>;
}

#[tokio::test]
async fn both_ends_know_the_envelope() {
    let dispatcher = Dispatcher::new().mount(Master);
    let client = MasterClient::new(&dispatcher);
    assert_eq!(client.lookup("a").await.unwrap(), "a");
    assert_eq!(client.lookup("").await.unwrap_err().typed(), Some(Fault::new(0, "no name")));
    assert_eq!(client.since().await.unwrap(), SystemTime::UNIX_EPOCH);
    assert_eq!(client.version().await.unwrap(), 3);
    let node = NodeClient::new(&dispatcher);
    assert_eq!(node.lookup("b").await.unwrap(), "b");
    assert_eq!(node.lookup("").await.unwrap_err().to_string(), "lookup: fault 0: no name");
    assert_eq!(node.since().await.unwrap(), SystemTime::UNIX_EPOCH);
    assert_eq!(node.version().await.unwrap(), 3);
    assert_eq!(node.wrong("b", 1).await.unwrap_err().fault().map(Fault::code), Some(-32602));
}

#[test]
fn the_blocking_client_opens_it_too() {
    let dispatcher = Dispatcher::new().mount(Master);
    let client = MasterBlocking::new(&dispatcher);
    assert_eq!(client.lookup("a").unwrap(), "a");
    assert_eq!(client.since().unwrap(), SystemTime::UNIX_EPOCH);
    assert!(client.lookup("").is_err());
}
