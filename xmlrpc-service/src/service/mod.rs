//! The contract between a service and the dispatcher that publishes it.
//!
//! `#[rpc_service]` writes the implementation of [`Service`]; what a service looks like from outside is in its
//! [`ServiceInfo`], a constant table.

mod arguments;
mod arity;
mod calls;
mod context;
mod envelope;
mod extensions;
mod failure;
mod headers;
mod info;
mod naming;
mod params;
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
pub(crate) use calls::{CallFuture, CallMethods, NestedCall, Turns};
pub use context::CallContext;
pub use envelope::{Envelope, EnvelopeInfo};
pub(crate) use failure::FaultMap;
pub use failure::{FailedCall, FaultReply, MapFaults};
pub use headers::{HeaderLookup, IntoHeaders};
pub use info::{Execution, MethodInfo, ParameterInfo, Presence, ServiceInfo, SourceLocation};
pub use params::{CheckParams, CheckPolicy, Checked, RpcParams, Unchecked};
pub use part::{ListsPart, ServicePart};
pub(crate) use published::Publisher;
pub use published::{PublishedMethod, PublishedParameter};
pub use response::Response;
pub(crate) use response::ResponseMark;
pub use rows::Methods;

/// Something whose methods can be published.
///
/// You rarely write this by hand: `#[rpc_service]` on an impl block does. One instance serves all threads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service",
    label = "no annotated impl block",
    note = "put `#[rpc_service]` on an impl block of `{Self}` and `#[expose]` on the methods to publish",
    note = "a service is mounted by value, or in an `Arc` or a `Box`: write `mount(service)` for `mount(&service)`"
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

    /// Returns what is sent in the place of a fault of one of the service's methods; none if the fault is sent as it is.
    /// See [`map_faults`](Self::map_faults).
    fn map_fault(&self, fault: &Fault, call: &FailedCall<'_>) -> Option<FaultReply> {
        let _ = (fault, call);
        None
    }

    /// Maps the faults of the service's methods before they are written: those that the methods return, and those of the
    /// framework about their parameters, panics and results. The log has the original faults.
    ///
    /// ```
    /// use xmlrpc_service::fault::FaultOrigin;
    /// use xmlrpc_service::{Dispatcher, Fault, Service, rpc_service};
    ///
    /// struct Shop;
    ///
    /// #[rpc_service(prefix = "shop")]
    /// impl Shop {
    ///     #[expose(inline)]
    ///     fn price(&self, item: i32) -> Result<i32, Fault> {
    ///         Err(Fault::new(7, format!("no item {item}")))
    ///     }
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let shop = Shop.map_faults(|fault, call| match fault.origin() {
    ///     FaultOrigin::Parameters => Fault::new(2, format!("usage of {}: {}", call.context().method(), fault.message())),
    ///     _ => fault,
    /// });
    /// let dispatcher = Dispatcher::new().mount(shop);
    /// assert_eq!(dispatcher.call::<i32>("shop.price", (3,)).await, Err(Fault::new(7, "no item 3")));
    /// assert_eq!(dispatcher.call::<i32>("shop.price", ("x",)).await.map_err(|fault| fault.code()), Err(2));
    /// # }
    /// ```
    fn map_faults<R: Into<FaultReply>>(
        self,
        map: impl Fn(Fault, &FailedCall<'_>) -> R + Send + Sync + 'static,
    ) -> MapFaults<Self>
    where
        Self: Sized,
    {
        MapFaults::new(self, map)
    }
}

macro_rules! pointers {
    ($($(#[$doc:meta])* ($($parameters:tt)*) $pointer:ty;)*) => {$(
        $(#[$doc])*
        impl<$($parameters)*> Service for $pointer {
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

            fn map_fault(&self, fault: &Fault, call: &FailedCall<'_>) -> Option<FaultReply> {
                (**self).map_fault(fault, call)
            }
        }
    )*};
}

pointers! {
    /// A service of which the program keeps a handle.
    (S: Service + ?Sized) Arc<S>;
    (S: Service + ?Sized) Box<S>;
    /// A service that lives as long as the program.
    (S: Service + ?Sized) &'static S;
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
