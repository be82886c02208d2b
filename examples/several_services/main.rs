//! Several services on one server, each with its own prefix, and the three ways in which methods run.

use std::collections::BTreeMap;
use std::env;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use xmlrpc_server::{Fault, IntoFault, Server, rpc_service};

struct Sums;

/// Sums of numbers.
#[rpc_service(prefix = "sums")]
impl Sums {
    /// Add up numbers.
    // Short, and never blocks: it can run on the event loop.
    #[expose(inline)]
    fn add(&self, numbers: &[f64]) -> f64 {
        numbers.iter().sum()
    }
}

struct Clock {
    started: SystemTime,
}

/// Time.
#[rpc_service(prefix = "clock")]
impl Clock {
    /// Wait for some seconds, 60 at most.
    // Other calls run meanwhile.
    #[expose]
    async fn wait(&self, seconds: u8) -> u8 {
        let seconds = seconds.min(60);
        tokio::time::sleep(Duration::from_secs(seconds.into())).await;
        seconds
    }

    /// How many seconds the server has been running.
    #[expose(inline)]
    fn uptime(&self) -> f64 {
        self.started.elapsed().unwrap_or_default().as_secs_f64()
    }
}

/// A struct on the wire.
#[derive(Clone, Serialize, Deserialize)]
struct Person {
    name: String,
    #[serde(default)]
    tags: Vec<String>,
}

struct UnknownPerson(i32);

/// With a code of its own, so that clients can distinguish this error.
impl IntoFault for UnknownPerson {
    fn into_fault(self) -> Fault {
        Fault::new(404, format!("there is no person number {}", self.0))
    }
}

/// One instance serves all calls at once, hence the lock.
#[derive(Default)]
struct People {
    all: Mutex<BTreeMap<i32, Person>>,
}

/// An address book.
#[rpc_service(prefix = "people")]
impl People {
    /// Store a person under a number.
    // A plain method may block: it runs on a pool of threads.
    #[expose]
    fn put(&self, number: i32, person: Person) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).insert(number, person);
    }

    /// Look a person up.
    #[expose]
    fn get(&self, number: i32) -> Result<Person, UnknownPerson> {
        let all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        all.get(&number).cloned().ok_or(UnknownPerson(number))
    }
}

fn main() -> xmlrpc_server::Result {
    let server =
        Server::new().mount(Sums).mount(Clock { started: SystemTime::now() }).mount(People::default()).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
