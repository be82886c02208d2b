//! How methods run, and how they fail.

use std::thread;
use std::time::Duration;

use xmlrpc_server::{Fault, Value, rpc_service};

pub(crate) struct Examples;

/// Methods for each way to run and to fail.
#[rpc_service(prefix = "examples")]
impl Examples {
    /// Return any value unchanged.
    #[expose(inline)]
    fn echo(&self, value: Value) -> Value {
        value
    }

    /// Add two numbers.
    #[expose]
    async fn add(&self, a: i32, b: i32) -> Result<i32, Fault> {
        a.checked_add(b).ok_or(Fault::application("the sum does not fit into 32 bits"))
    }

    /// Block a thread for some seconds, and return their number.
    #[expose]
    fn sleep(&self, seconds: f64) -> Result<f64, Fault> {
        thread::sleep(duration(seconds)?);
        Ok(seconds)
    }

    /// Wait for some seconds without blocking a thread, and return their number.
    #[expose]
    async fn nap(&self, seconds: f64) -> Result<f64, Fault> {
        tokio::time::sleep(duration(seconds)?).await;
        Ok(seconds)
    }

    /// Fail with the fault that the specification shows.
    #[expose(inline)]
    fn fault(&self) -> Result<(), Fault> {
        Err(Fault::new(4, "Too many parameters."))
    }

    /// Panic: the client gets a fault, and the server goes on.
    #[expose]
    #[allow(clippy::panic, reason = "that is what it is for")]
    fn panic(&self) {
        panic!("asked to panic");
    }
}

fn duration(seconds: f64) -> Result<Duration, Fault> {
    Duration::try_from_secs_f64(seconds).map_err(|error| Fault::invalid_parameters(error.to_string()))
}
