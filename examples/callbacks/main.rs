//! A hub that calls its subscribers back, as the CCU of Homematic does: `init(url, id)` subscribes, and whatever changes then
//! comes to `url` as a call of `event`. Server and client share one runtime.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use xmlrpc_server::client::{Client, Result, rpc_client};
use xmlrpc_server::{IntoFault, Server, Value, rpc_service};

/// What subscribers have: each is a server, too.
#[rpc_client]
trait Subscriber {
    /// A value of a device has changed.
    async fn event(&self, id: &str, device: &str, key: &str, value: &Value) -> Result<Value>;
}

#[derive(Debug, thiserror::Error, IntoFault)]
enum HubError {
    #[error("{0} is no address that can be called: {1}")]
    #[fault(code = -5)]
    Address(String, String),
    #[error("no value for {0}")]
    #[fault(code = -2)]
    Unknown(String),
}

#[derive(Default)]
struct Hub {
    /// By identifier.
    subscribers: Mutex<HashMap<String, Client>>,
    values: Mutex<HashMap<String, Value>>,
}

/// A hub of devices.
#[rpc_service]
impl Hub {
    /// Subscribe: events come to this address, with this identifier. An empty identifier ends the subscription.
    #[expose]
    async fn init(&self, url: &str, id: &str) -> std::result::Result<(), HubError> {
        let client = Client::builder().timeout(Duration::from_secs(5)).build(url);
        let client = client.map_err(|error| HubError::Address(url.to_owned(), error.to_string()))?;
        let mut subscribers = locked(&self.subscribers);
        if id.is_empty() {
            subscribers.retain(|_, subscriber| subscriber.address() != client.address());
        } else {
            subscribers.insert(id.to_owned(), client);
        }
        Ok(())
    }

    /// Set a value of a device, and call all subscribers back.
    #[expose(name = "setValue")]
    async fn set_value(&self, device: &str, key: &str, value: Value) -> usize {
        locked(&self.values).insert(format!("{device}.{key}"), value.clone());
        let subscribers = locked(&self.subscribers).clone();
        let mut reached = 0;
        for (id, client) in subscribers {
            match SubscriberClient::new(&client).event(&id, device, key, &value).await {
                Ok(_) => reached += 1,
                Err(error) => {
                    eprintln!("subscriber {id} is removed: {error}");
                    locked(&self.subscribers).remove(&id);
                }
            }
        }
        reached
    }

    /// Read a value of a device.
    #[expose(name = "getValue", inline)]
    fn value(&self, device: &str, key: &str) -> std::result::Result<Value, HubError> {
        let name = format!("{device}.{key}");
        locked(&self.values).get(&name).cloned().ok_or(HubError::Unknown(name))
    }
}

/// What a mutex guards. A panic elsewhere leaves no value half written here.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn main() -> xmlrpc_server::Result {
    let address = std::env::args().nth(1).unwrap_or("localhost:9000".into());
    Server::new().mount(Hub::default()).access_log(true).serve_forever(address)
}
