//! Annotate a Rust struct, and every XML-RPC client in the world can call it.
//!
//! ```no_run
//! use xmlrpc_server::{Server, rpc_service};
//!
//! struct Sums;
//!
//! /// Sums of numbers.
//! #[rpc_service(prefix = "sums")]
//! impl Sums {
//!     /// Add two numbers.
//!     #[expose(inline)]
//!     fn add(&self, a: i32, b: i32) -> i32 { a.wrapping_add(b) }
//! }
//!
//! fn main() -> xmlrpc_server::Result {
//!     Server::new().mount(Sums).serve_forever("127.0.0.1:9000")
//! }
//! ```
//!
//! ```python
//! >>> import xmlrpc.client
//! >>> proxy = xmlrpc.client.ServerProxy("http://localhost:9000")
//! >>> proxy.sums.add(2, 3)
//! 5
//! ```
//!
//! Three layers, from the inside out:
//!
//! - [`Dispatcher`] holds the methods, and how calls are read and written. It knows no HTTP.
//! - [`Endpoint`] puts HTTP in front of a dispatcher and goes into any actix-web `App`.
//! - [`Server`] adds sockets, workers and signals to an endpoint.
//!
//! How a method runs follows from what it is: an `async fn` runs on the event loop; a plain `fn` may block and runs on
//! a pool of threads; `#[expose(inline)]` keeps a quick plain `fn` on the event loop.
//!
//! # Features
//!
//! All are off by default. Each makes the types of another crate parameters and results:
//!
//! | feature | types | on the wire |
//! |---|---|---|
//! | `chrono` | `DateTime<Utc>`, `DateTime<FixedOffset>`, `NaiveDateTime` | date |
//! | `jiff` | `Timestamp`, `Zoned`, `civil::DateTime` | date |
//! | `time` | `OffsetDateTime`, `PrimitiveDateTime` | date |
//! | `uuid` | `Uuid` | string |
//! | `bytes` | `Bytes`, `BytesMut` | base64 |
//!
//! One adds something else: `client` has the crate `xmlrpc-client` as the module `client`, and typed clients of services.
//!
//! Parameters and results of these date types are dates, also in an `Option` or a `Vec`. Members of structs need
//! `#[serde(with = "xmlrpc_server::as_datetime")]`, see [`as_datetime`]. The same holds for the standard library's
//! `SystemTime`, which needs no feature.

#![warn(clippy::expect_used)]

mod connection;
mod error;
mod http;
mod log;
mod peers;
mod server;

pub use connection::Timeouts;
pub use error::{Error, Result};
pub use http::{Capacity, Compression, Endpoint, HostPolicy, HttpSettings, OriginPolicy, Paths, TrustedProxies};
pub use server::{Handle, Server};

// The traits alone, by their modules: the derives of the same names are those that know this crate.
pub use xmlrpc_derive::{IntoFault, RpcParams, RpcType, expose, rpc_service};
pub use xmlrpc_service::fault::IntoFault;
pub use xmlrpc_service::schema::RpcType;
pub use xmlrpc_service::service::{CheckParams, RpcParams};
pub use xmlrpc_service::{
    Base64, CallContext, CataloguedFunction, DateTime, Dialect, Dispatcher, Envelope, FailedCall, Fallback, Fault,
    FaultReply, Function, IntoFunction, Lenient, Limits, MethodCall, MethodResponse, Reading, Service, SetupError,
    Value, Wire, WireDate, as_base64, as_datetime, catalogue, catalogued_functions, datetime, describe, dialect, fault,
    message, methods_without_help, reading, schema, service, value,
};

#[cfg(feature = "docs")]
pub use xmlrpc_docs as docs;

/// The client: the crate `xmlrpc-client`, whose macros know this crate here.
#[cfg(feature = "client")]
pub mod client {
    pub use xmlrpc_client::*;
    pub use xmlrpc_derive::{IntoFault, server_rpc_client as rpc_client};
    pub use xmlrpc_service::DispatcherCaller;
}

#[doc(hidden)]
pub use xmlrpc_service::__private;
