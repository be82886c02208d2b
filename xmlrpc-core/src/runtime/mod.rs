//! What generated code names, and nothing else: no promise is made about anything in here.

mod answer;
mod by_reference;
mod parameter;
mod part;
mod rest;
mod shape;

use std::future::Future;

pub use inventory;

pub use crate::catalogue::{CataloguedFunction, CataloguedTable};
pub use crate::fault::Fault;
pub use crate::schema::{Signature, TypeShape};
pub use crate::service::{
    Arguments, CallContext, MethodInfo, ParameterInfo, Reply, Response, Run, Service, ServiceInfo, ServicePart,
};
pub use crate::value::Base64;
pub use answer::{AnyResult, ByDisplay, ByFault, Plain, Returned};
pub use by_reference::{ByReference, Text};
pub use parameter::{Parameter, parameter, parameter_if_any};
pub use part::call_part;
pub use rest::{Collects, rest};
pub use shape::{Shape, Shaped, ShapedByProbe, ShapedByType, ShapedOk, ShapedOkByProbe, ShapedOkByType};
pub use std::borrow::Borrow;
pub use std::boxed::Box;
pub use std::option::Option;
pub use std::result::Result;
pub use std::sync::Arc;

/// An asynchronous method's reply.
pub fn pending<'s>(future: impl Future<Output = Result<(), Fault>> + Send + 's) -> Result<Reply<'s>, Fault> {
    Ok(Reply::Pending(Box::pin(future)))
}

/// A synchronous method's reply.
pub fn written<'s>(outcome: Result<(), Fault>) -> Result<Reply<'s>, Fault> {
    outcome.map(|()| Reply::Written)
}

/// The dispatcher takes an index from the table it was given: any other is a mistake in a hand-written service.
#[cold]
pub fn no_such_row<'s>() -> Result<Reply<'s>, Fault> {
    Err(Fault::internal("the method's table row does not exist"))
}
