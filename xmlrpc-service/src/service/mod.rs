//! The contract between a service and the dispatcher that publishes it.
//!
//! `#[rpc_service]` writes the implementation of [`Service`]; what a service looks like from outside is in its
//! [`ServiceInfo`], a constant table.

mod arguments;
mod arity;
mod context;
mod extensions;
mod info;
mod naming;
mod part;
mod published;
mod remarks;
mod response;
mod rows;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use xmlrpc_core::fault::Fault;

pub use arguments::Arguments;
pub use context::{CallContext, HeaderLookup};
pub use info::{Execution, MethodInfo, ParameterInfo, Presence, ServiceInfo, SourceLocation};
pub use part::ServicePart;
pub(crate) use published::Publisher;
pub use published::{PublishedMethod, PublishedParameter};
pub use response::Response;
pub use rows::Methods;

/// Something whose methods can be published.
///
/// You rarely write this by hand: `#[rpc_service]` on an impl block does. One instance serves all threads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service",
    label = "no annotated impl block",
    note = "put `#[rpc_service]` on an impl block of `{Self}` and `#[expose]` on the methods to publish"
)]
pub trait Service: Send + Sync + 'static {
    /// The table of what is published.
    fn info(&self) -> &'static ServiceInfo;

    /// Reads the arguments of the method at `index` of the table, runs it and writes its result.
    ///
    /// # Errors
    ///
    /// The fault of a method that ran to its end, or of arguments that do not suit it. What was written to `response`
    /// before a fault does not count.
    fn call<'s>(
        &'s self,
        index: usize,
        arguments: &mut Arguments<'s>,
        context: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault>;
}

/// A service in an `Arc`, of which the program keeps a handle.
impl<S: Service> Service for Arc<S> {
    fn info(&self) -> &'static ServiceInfo {
        (**self).info()
    }

    fn call<'s>(
        &'s self,
        index: usize,
        arguments: &mut Arguments<'s>,
        context: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        (**self).call(index, arguments, context, response)
    }
}

/// A call in progress: it ends with the result written, or with a fault.
pub type PendingReply<'s> = Pin<Box<dyn Future<Output = Result<(), Fault>> + Send + 's>>;

/// The outcome of a call that has no fault so far.
pub enum Reply<'s> {
    /// The method ran, and its result is written.
    Written,
    /// The method is asynchronous, as its row says ([`Execution::Async`]): its result is written when this future ends.
    Pending(PendingReply<'s>),
}

impl std::fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Reply::Written => "Written",
            Reply::Pending(_) => "Pending(..)",
        })
    }
}
