//! What generated code names, and nothing else: no promise is made about anything in here.

mod answer;
mod by_reference;
mod describe;
mod faults;
mod parameter;
mod part;
mod rest;
mod sending;
mod shape;

use std::future::Future;

pub use inventory;

pub use crate::catalogue::{CataloguedFunction, CataloguedTable};
pub use crate::fault::{APPLICATION_ERROR, Fault, FaultInfo, IntoFault};
pub use crate::schema::{
    Definitions, Member, Members, RpcType, Signature, Tagging, Type, TypeShape, Variant, Variants, WireType,
};
pub use crate::service::{
    Arguments, CallContext, Execution, MethodInfo, ParameterInfo, Reply, Response, Service, ServiceInfo, ServicePart,
};
pub use crate::value::{Base64, DateTime};
pub use answer::Returned;
pub use by_reference::{ByReference, Text};
pub use describe::Described;
pub use faults::{Detail, FaultText, Faults, InnerFault, fault_of, inner_fault};
pub use parameter::{Parameter, parameter, parameter_if_any};
pub use part::call_part;
pub use rest::{Collects, rest};
pub use sending::{Sent, Taken};
pub use shape::{Lent, Shape};
pub use std::borrow::Borrow;
pub use std::boxed::Box;
pub use std::clone::Clone;
pub use std::option::Option;
pub use std::primitive::i32;
pub use std::result::Result;
pub use std::sync::Arc;
pub use std::vec::Vec;

/// The traits that method resolution chooses by. Generated code brings them into scope, without their names.
pub mod tiers {
    pub use super::answer::{AnyResult as _, ByDisplay as _, ByFault as _, Plain as _};
    pub use super::describe::{DescribedByNothing as _, DescribedBySerde as _, DescribedByType as _};
    pub use super::faults::{
        DeclaredFaults as _, DetailBySource as _, DetailByText as _, NoDetail as _, NoFaults as _,
    };
    pub use super::sending::{SentAsDate as _, SentBySerde as _, TakenAsDate as _, TakenBySerde as _};
    pub use super::shape::{
        Shaped as _, ShapedBySerde as _, ShapedByType as _, ShapedOk as _, ShapedOkBySerde as _, ShapedOkByType as _,
    };
}

/// A signature: the result's shape, then the parameters'.
pub fn signature(shapes: &[TypeShape]) -> Signature {
    match shapes {
        [result, parameters @ ..] => Signature::new(*result, parameters),
        [] => Signature::new(TypeShape::UNKNOWN, []),
    }
}

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
