//! The XML-RPC protocol and the contract between services and whoever publishes them.
//!
//! There is no HTTP in here and no async runtime: a [`Dispatcher`] takes the bytes of a method call and gives back the
//! bytes of a method response. The crate `xmlrpc-server` puts it on the network, and re-exports what is here.
//!
//! - [`Value`] and [`value!`]: values whose type is known only when they arrive.
//! - [`Fault`] and [`IntoFault`]: errors.
//! - [`message`]: reading and writing method calls and responses, for clients as much as for servers.
//! - [`service`]: what `#[rpc_service]` implements.
//! - [`Dispatcher`]: names, methods, and one call from bytes to bytes.
//! - [`Reading`] and [`Dialect`]: how requests are read and answers written, for clients that differ.

#![warn(clippy::expect_used)]

mod catalogue;
#[cfg(test)]
mod damage;
mod de;
pub mod dialect;
mod dispatcher;
mod error;
pub mod fault;
mod limits;
pub mod message;
mod reader;
pub mod reading;
#[doc(hidden)]
pub mod runtime;
pub mod schema;
mod ser;
pub mod service;
mod system;
mod types;
pub mod value;
mod xml;

pub use catalogue::{CataloguedFunction, catalogue, catalogued_functions, methods_without_help};
pub use dialect::Dialect;
pub use dispatcher::{
    Answer, Begun, BlockingJob, BlockingRun, CallRecord, Dispatcher, Fallback, Finished, Front, Function,
    FunctionResult, InPlace, IntoFunction, Request, SetupError, Waiting, Wire,
};
pub use error::{Error, ErrorKind, Position};
pub use fault::{Fault, IntoFault};
pub use limits::Limits;
pub use message::{MethodCall, MethodResponse};
pub use reading::Reading;
pub use schema::RpcType;
pub use service::{CallContext, Service};
pub use types::{as_base64, as_datetime};
pub use value::{Base64, DateTime, Value};
pub use xmlrpc_derive::{
    CoreIntoFault as IntoFault, CoreRpcType as RpcType, core_expose as expose, core_rpc_service as rpc_service,
};
