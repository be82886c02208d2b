//! A caller that records what it is asked to send.

use std::sync::Mutex;

use serde::de::DeserializeOwned;
use xmlrpc_client::message::Params;
use xmlrpc_client::{BlockingCaller, Caller, Error, Fault, Result, Value};

/// Records calls, and responds with the parameters: a single one as it is, several as an array.
#[derive(Debug, Default)]
pub(crate) struct Recorder(Mutex<Vec<(String, Vec<Value>)>>);

impl Recorder {
    /// The only call so far: its name and its parameters.
    pub(crate) fn last(&self) -> (String, Vec<Value>) {
        self.0.lock().expect("no panic").pop().expect("there was a call")
    }

    fn respond<T: DeserializeOwned>(&self, method: &str, params: impl Params) -> Result<T> {
        let params = params.to_values().map_err(Error::encode)?;
        self.0.lock().expect("no panic").push((method.to_owned(), params.clone()));
        let result = match &params[..] {
            [single] => single.clone(),
            _ => Value::Array(params),
        };
        result.to().map_err(|error| Error::from_fault(Fault::application(error)))
    }
}

impl Caller for Recorder {
    async fn call<'a, T, P>(&'a self, method: &'a str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params + Send,
    {
        self.respond(method, params)
    }
}

impl BlockingCaller for Recorder {
    fn call<T, P>(&self, method: &str, params: P) -> Result<T>
    where
        T: DeserializeOwned + Send,
        P: Params,
    {
        self.respond(method, params)
    }
}
