//! An XML-RPC client: typed results, one deadline for each call, errors by kind.
//!
//! ```no_run
//! use xmlrpc_client::{Client, Result};
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> Result<()> {
//!     let client = Client::new("http://localhost:9000")?;
//!     let names: Vec<String> = client.call("dir.list", ("/tmp",)).await?;
//!     println!("{names:?}");
//!     Ok(())
//! }
//! ```
//!
//! - [`Client`]: the address of a server, the connections to it, and settings. Clones share the connections.
//! - [`Call`]: one call, with settings of its own: `client.call(…).timeout(…).await?`.
//! - [`Batch`]: several calls in one request.
//! - [`blocking`]: the same without futures.
//! - [`Error`]: a fault, a broken transport, an HTML page, a result of another type, a limit, a deadline.
//! - [`Caller`], [`BlockingCaller`]: what typed clients are generic over.
//! - [`transport`]: transports of your own.
//!
//! # Features
//!
//! | feature | gives |
//! |---|---|
//! | `http` (default) | HTTP over TCP and Unix sockets |
//! | `tls` | `https://`, by rustls, with the system's certificates, your own CA and client certificates |
//! | `gzip` | compressed responses, and requests if asked |
//! | `cookies` | the cookies of the server, if asked |
//! | `tracing` | a span for each call, and the header `traceparent` if asked |
//! | `scgi` | `scgi://` and `scgi+unix:` |
//! | `blocking` | [`blocking`]: calls that wait for their results |
//! | `client` | [`Client`] without HTTP, for transports of your own |
//!
//! Without features there are only the traits, [`Error`] and what typed clients need, on `xmlrpc-core` alone: enough for a
//! crate that holds a shared definition.

#![warn(clippy::expect_used)]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[doc(hidden)]
pub mod __private;
#[cfg(feature = "client")]
mod address;
#[cfg(feature = "client")]
mod batch;
#[cfg(feature = "blocking")]
pub mod blocking;
mod caller;
#[cfg(feature = "client")]
mod carried;
#[cfg(feature = "client")]
mod client;
#[cfg(any(feature = "http", feature = "scgi"))]
mod connect;
mod error;
#[cfg(feature = "http")]
mod http;
#[cfg(feature = "client")]
mod progress;
#[cfg(feature = "scgi")]
mod scgi;
pub mod transport;
mod typed;

#[cfg(feature = "client")]
pub use batch::{Batch, Entry, Results};
pub use caller::{BlockingCaller, Caller};
#[cfg(feature = "client")]
pub use client::{Call, CallFuture, Client, ClientBuilder};
pub use error::{Error, ErrorKind, Phase, Result};
pub use transport::Transport;
pub use typed::{OpenEnvelope, TypedError};
pub use xmlrpc_core::fault::{self, FromFault, IntoFault};
pub use xmlrpc_core::message::Params;
pub use xmlrpc_core::{
    Base64, DateTime, Dialect, Fault, Lenient, Limits, Reading, Value, WireDate, as_base64, as_datetime, datetime,
    message, value,
};
pub use xmlrpc_derive::{ClientIntoFault as IntoFault, rpc_client};
