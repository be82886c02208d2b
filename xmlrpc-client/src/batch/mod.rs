//! Several calls in one request.

mod fallback;
mod results;

use std::fmt;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use serde::de::DeserializeOwned;
use xmlrpc_core::Value;
use xmlrpc_core::message::Params;
use xmlrpc_core::value::Struct;

use crate::client::{Call, CallSettings, Client};
use crate::error::{Error, Result};

pub use results::Results;

use fallback::lacks_multicall;
use results::outcome;

const MULTICALL: &str = "system.multicall";

/// Calls that are sent together, as one `system.multicall`.
///
/// Each call gives an [`Entry`], for which [`Results::take`] has the result of its type or the fault. A server without
/// `system.multicall` is called once for each entry, in order.
///
/// ```no_run
/// use xmlrpc_client::{Client, Result};
///
/// # async fn run(client: Client) -> Result<()> {
/// let mut batch = client.batch();
/// let sum = batch.call::<i32>("examples.add", (2, 3));
/// let names = batch.call::<Vec<String>>("dir.list", ("/tmp",));
///
/// let mut results = batch.send().await?;
/// let sum = results.take(sum)?;
/// match results.take(names) {
///     Ok(names) => println!("{sum}, {names:?}"),
///     Err(error) => println!("{sum}, no names: {error}"),
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "calls are sent by `send`"]
pub struct Batch<'a> {
    client: &'a Client,
    calls: Vec<Queued>,
    settings: CallSettings,
    /// The first call that cannot be written.
    error: Option<Error>,
    id: usize,
}

/// A call that waits for its batch.
#[derive(Debug)]
struct Queued {
    method: String,
    params: Vec<Value>,
}

/// The place of a call in a [`Batch`], and the type of its result.
pub struct Entry<T> {
    batch: usize,
    index: usize,
    result: PhantomData<fn() -> T>,
}

impl Client {
    /// Begins a batch: calls that are sent together.
    pub fn batch(&self) -> Batch<'_> {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let id = NEXT.fetch_add(1, Ordering::Relaxed);
        Batch { client: self, calls: Vec::new(), settings: CallSettings::default(), error: None, id }
    }
}

impl<'a> Batch<'a> {
    /// Adds a call. Nothing is sent yet.
    ///
    /// A parameter that cannot be written is an error of [`send`](Self::send), and then nothing is sent.
    pub fn call<T: DeserializeOwned>(&mut self, method: &str, params: impl Params) -> Entry<T> {
        let entry = Entry { batch: self.id, index: self.calls.len(), result: PhantomData };
        let params = params.to_values().unwrap_or_else(|error| {
            self.error.get_or_insert_with(|| Error::encode(error).in_method(method));
            Vec::new()
        });
        self.calls.push(Queued { method: method.to_owned(), params });
        entry
    }

    /// How many calls there are.
    pub fn len(&self) -> usize {
        self.calls.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// Sets the time for the whole batch, in place of the client's.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = Some(Some(timeout));
        self
    }

    /// Adds a header, as [`Call::header`] does.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Err(error) = self.settings.add_header(name, value) {
            self.error.get_or_insert(error);
        }
        self
    }

    /// Allows the client to send the calls again if the connection breaks, as [`Call::idempotent`] does.
    pub fn idempotent(mut self) -> Self {
        self.settings.idempotent = true;
        self
    }

    /// Sends the calls. An empty batch sends nothing.
    ///
    /// # Errors
    ///
    /// A batch that failed as a whole. The faults of its calls are errors of [`Results::take`].
    pub async fn send(mut self) -> Result<Results> {
        if let Some(error) = self.error {
            return Err(error);
        }
        let timeout = self.settings.timeout.unwrap_or(self.client.timeout());
        self.settings.timeout = Some(timeout);
        let deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        let calls = std::mem::take(&mut self.calls);
        let outcomes = match &calls[..] {
            [] => Vec::new(),
            _ if self.client.lacks_multicall() => self.one_by_one(&calls, deadline).await?,
            _ => match self.at_once(&calls).await {
                Err(error) if lacks_multicall(&error, calls.iter().map(|call| call.method.as_str())) => {
                    self.client.note_lack_of_multicall();
                    self.one_by_one(&calls, deadline).await?
                }
                done => done?,
            },
        };
        let methods = calls.into_iter().map(|call| call.method).collect();
        Ok(Results::new(self.id, methods, outcomes))
    }

    /// Sends all calls in one request.
    async fn at_once(&self, calls: &[Queued]) -> Result<Vec<Result<Value>>> {
        let entries: Vec<Value> = calls.iter().map(entry).collect();
        let results: Vec<Value> = self.prepare(MULTICALL, (entries,)).await?;
        if results.len() != calls.len() {
            let (got, sent) = (results.len(), calls.len());
            let message = format!("the response has {got} results for {sent} calls");
            return Err(Error::decode(<xmlrpc_core::Error as serde::de::Error>::custom(message)).in_method(MULTICALL));
        }
        Ok(results.into_iter().map(outcome).collect())
    }

    /// Sends each call by itself. A fault does not end the batch; any other error does.
    async fn one_by_one(&self, calls: &[Queued], deadline: Option<Instant>) -> Result<Vec<Result<Value>>> {
        let mut outcomes = Vec::with_capacity(calls.len());
        for call in calls {
            let mut one = self.prepare::<Value>(&call.method, call.params.as_slice());
            if let Some(deadline) = deadline {
                one = one.timeout(deadline.saturating_duration_since(Instant::now()));
            }
            match one.await {
                Ok(result) => outcomes.push(Ok(result)),
                Err(error) if error.is_of_one_call() => outcomes.push(Err(error)),
                Err(error) => return Err(error),
            }
        }
        Ok(outcomes)
    }

    fn prepare<'c, T: DeserializeOwned>(&'c self, method: &'c str, params: impl Params) -> Call<'c, T> {
        self.client.call(method, params).with(self.settings.clone())
    }
}

/// The struct of a call in a multicall.
fn entry(call: &Queued) -> Value {
    let mut members = Struct::new();
    members.insert("methodName", call.method.as_str());
    members.insert("params", Value::Array(call.params.clone()));
    Value::Struct(members)
}

impl fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Batch({} calls of {})", self.calls.len(), self.client.address())
    }
}

impl<T> fmt::Debug for Entry<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entry({})", self.index)
    }
}
