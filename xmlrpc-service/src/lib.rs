//! Publishing Rust methods over XML-RPC: the contract of services, the dispatcher, introspection and schemas.
//!
//! There is no HTTP in here and no async runtime: a [`Dispatcher`] takes the bytes of a method call and gives back the
//! bytes of a method response. The crate `xmlrpc-server` puts it on the network, and re-exports what is here. The
//! protocol itself (values, documents, faults) is the crate `xmlrpc-core`, whose public items are re-exported.
//!
//! - [`service`]: what `#[rpc_service]` implements.
//! - [`Dispatcher`]: names, methods, and one call from bytes to bytes.
//! - [`schema`]: wire types, signatures and schemas of methods.
//! - [`catalogue`]: the tables of all annotated blocks of a program.

#![warn(clippy::expect_used)]

#[doc(hidden)]
pub mod __private;
mod block_on;
mod catalogue;
pub mod describe;
mod dispatcher;
pub mod panics;
mod protocol;
pub mod schema;
pub mod service;

pub use catalogue::{CataloguedFunction, catalogue, catalogued_functions, methods_without_help};
#[cfg(feature = "client")]
pub use dispatcher::DispatcherCaller;
pub use dispatcher::{
    BlockingFuture, BlockingJob, BlockingOutcome, BlockingThreads, CallPermit, CallRecord, CallWith, Concurrency,
    Dispatch, Dispatcher, Fallback, Function, FunctionOutput, FunctionResult, InProcess, IntoFunction,
    MethodConcurrency, PendingCall, PermitFuture, PermitIssuer, Request, ResponseDocument, SetupError, TextOutput,
    Transport, YieldFuture,
};
pub use protocol::Wire;
pub use schema::RpcType;
pub use service::{CallContext, CheckParams, Envelope, FailedCall, FaultReply, RpcParams, Service};
pub use xmlrpc_core::fault::IntoFault;
#[doc(hidden)]
pub use xmlrpc_core::message::incremental::{MemoryLease, ResponseMemory};
pub use xmlrpc_core::{
    Base64, DateTime, Dialect, Error, ErrorKind, Fault, Lenient, Limits, MethodCall, MethodResponse, Position, Reading,
    Value, WireDate, as_base64, as_datetime, datetime, dialect, fault, message, reading, value,
};
#[cfg(feature = "client")]
pub use xmlrpc_derive::service_rpc_client as rpc_client;
pub use xmlrpc_derive::{
    ServiceIntoFault as IntoFault, ServiceRpcParams as RpcParams, ServiceRpcType as RpcType, service_expose as expose,
    service_rpc_service as rpc_service,
};
