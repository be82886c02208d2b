//! The XML-RPC protocol: values, faults, and documents in both directions, for servers and clients.
//!
//! ```
//! use xmlrpc_core::message::read_response;
//! use xmlrpc_core::{Dialect, Fault};
//!
//! let request = Dialect::standard().write_call("examples.add", (2, 3))?;
//! # let response = Dialect::standard().write_response(&5)?;
//! // … send the request, receive the response …
//! let sum: Result<i32, Fault> = read_response(response)?;
//! assert_eq!(sum, Ok(5));
//! # Ok::<(), xmlrpc_core::Error>(())
//! ```
//!
//! There is no HTTP, no runtime and no service here. The crate `xmlrpc-service` publishes methods over this protocol, and
//! `xmlrpc-server` serves them over HTTP.
//!
//! - [`message`]: method calls and responses as documents.
//! - [`Value`], [`value!`], [`DateTime`], [`Base64`]: values of any type, and types for dates and bytes.
//! - [`Fault`], [`IntoFault`], [`Error`]: the errors that are sent, and the errors of reading and writing.
//! - [`Reading`], [`Dialect`], [`Limits`]: how documents are read, how they are written, and what they may cost.

#![warn(clippy::expect_used)]

#[cfg(test)]
mod damage;
mod de;
mod decode;
pub mod dialect;
mod error;
pub mod fault;
mod limits;
pub mod message;
pub mod reading;
mod ser;
mod types;
pub mod value;
mod xml;

pub use dialect::Dialect;
pub use error::{Error, ErrorKind, Position};
pub use fault::{Fault, IntoFault};
pub use limits::Limits;
pub use message::{MethodCall, MethodResponse};
pub use reading::Reading;
pub use types::{Lenient, WireDate, as_base64, as_datetime};
pub use value::{Base64, DateTime, Value};

/// What the crate `xmlrpc-service` needs besides messages. No promise is made about anything in here.
#[doc(hidden)]
pub mod __private {
    pub use crate::fault::quoted;
    pub use crate::types::as_datetime;
    pub use crate::value::{DATE_TIME_TOKEN, VALUE_TOKEN};
    pub use crate::xml::is_allowed;
}
