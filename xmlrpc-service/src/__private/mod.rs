//! The items that generated code names. They are not part of the public interface and may change in any release.
//!
//! A macro sees tokens, not types, so that it cannot know whether a method returns a `Result`, or whether a parameter is
//! a date. Each such question is a module: `result`, `format`, `schema`. The compiler answers it by
//! *autoref specialisation*, since Rust has no specialisation for stable compilers: for `(&&Question::<T>::new()).tier()`
//! method resolution tries the receiver as it is written, then with one `&` less at each step, and takes the first trait
//! whose bounds hold. So the traits are tiers: the most special one is implemented for `&&Question<T>`, the general one
//! for `Question<T>`. The choice is made at compile time and costs nothing at run time. In a generic block, the bounds
//! that the block declares decide.

mod by_reference;
mod format;
mod member;
mod parameter;
mod parts;
mod reply;
mod rest;
mod result;
mod schema;
mod spread;
mod with_client;

pub use inventory;

#[cfg(feature = "client")]
pub use xmlrpc_client::__private as client;

pub use crate::catalogue::{CataloguedFunction, CataloguedTable};
pub use crate::fault::generated::{
    CallFailure, Detail, FaultCase, FaultText, Faults, FieldOf, InnerFault, InnerOf, case_of, error_of, fault_of,
    inner_fault,
};
pub use crate::fault::{APPLICATION_ERROR, Fault, FaultInfo, FromFault, IntoFault};
pub use crate::schema::{
    Definitions, Member, Members, RpcType, Signature, Tagging, Type, TypeShape, Variant, Variants, WireType,
};
pub use crate::service::{
    Arguments, CallContext, CheckParams, CheckPolicy, Checked, Envelope, EnvelopeInfo, Execution, ListsPart,
    MethodInfo, ParameterInfo, Reply, Response, RpcParams, Service, ServiceInfo, ServicePart, Unchecked,
};
pub use crate::value::{Base64, DateTime};
pub use by_reference::{ByReference, Text};
pub use format::{Format, LentFormat};
pub use member::MemberOf;
pub use parameter::{Parameter, named, named_if_any, parameter, parameter_if_any};
pub use parts::{HasPart, Listed};
pub use reply::{call_part, no_such_row, pending, written};
pub use rest::{Collects, positional_rest, rest};
pub use result::Returned;
pub(crate) use result::fault_of_text;
pub use schema::{Lent, SchemaOf, signature};
pub use spread::{CollectsKeywords, collected_signature, other_keywords};
pub use std::borrow::Borrow;
pub use std::boxed::Box;
pub use std::clone::Clone;
pub use std::option::Option;
pub use std::primitive::i32;
pub use std::result::Result;
pub use std::sync::Arc;
pub use std::vec::Vec;
pub use with_client::with_client;
pub use xmlrpc_core::__private::quoted;

/// The tiers. Generated code brings them into scope, without their names.
pub mod tiers {
    pub use super::format::{ContextTier as _, DateTier as _, SerdeTier as _};
    pub use super::member::{DateMemberTier as _, OtherMemberTier as _};
    pub use super::result::{AnyResultTier as _, DisplayTier as _, ErrorTier as _, FaultTier as _, PlainTier as _};
    pub use super::schema::{
        BySerdeTier as _, ByTypeTier as _, ResultBySerdeTier as _, ResultByTypeTier as _, UnknownTier as _,
    };
    pub use crate::fault::generated::{
        DeclaredFaults as _, DetailBySource as _, DetailByText as _, FieldByDefault as _, FieldOfText as _,
        InnerFromFault as _, NoDetail as _, NoFaults as _, NoField as _, NoInner as _,
    };
}
