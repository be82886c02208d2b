//! Further blocks of a type that is a service.

use std::fmt;

use super::{Arguments, CallContext, MethodInfo, Reply, Response};
use xmlrpc_core::fault::Fault;

/// The dispatch of a part: like [`Service::call`](super::Service::call), with indices of its own.
type Call<T> =
    for<'s> fn(&'s T, usize, &mut Arguments<'s>, &'s CallContext, &'s mut Response) -> Result<Reply<'s>, Fault>;

/// One of the further blocks of a service: its rows, and how they are called.
///
/// `#[rpc_service(part = …)]` writes it as a constant of the type, and the block that lists the part names that.
pub struct ServicePart<T: ?Sized> {
    methods: &'static [MethodInfo],
    call: Call<T>,
}

impl<T: ?Sized> ServicePart<T> {
    /// A part with these rows.
    pub const fn new(methods: &'static [MethodInfo], call: Call<T>) -> Self {
        ServicePart { methods, call }
    }

    /// The rows.
    pub const fn methods(&self) -> &'static [MethodInfo] {
        self.methods
    }

    /// Calls the method at `index` of the rows.
    pub(crate) fn call<'s>(
        &self,
        service: &'s T,
        index: usize,
        arguments: &mut Arguments<'s>,
        context: &'s CallContext,
        response: &'s mut Response,
    ) -> Result<Reply<'s>, Fault> {
        (self.call)(service, index, arguments, context, response)
    }
}

/// A type whose service lists a part of this number. The macro derives the number from the part's name.
pub trait ListsPart<const PART: u64> {}

impl<T: ?Sized> fmt::Debug for ServicePart<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServicePart").field("methods", &self.methods).finish_non_exhaustive()
    }
}
