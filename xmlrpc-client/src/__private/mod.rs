//! The items that the code of typed clients names. They are not part of the public interface and may change in any
//! release.
//!
//! How a macro asks about types (the *tiers*) is explained in the module `__private` of the crate `xmlrpc-service`.

mod call;
mod enclosed;
mod members;
mod name;
mod parameters;
mod received;
mod sent;

pub use crate::{BlockingCaller, Caller, Error, TypedError};
pub use call::{Outcome, ResultTypes, call, call_blocking};
pub use enclosed::{call_blocking_enclosed, call_enclosed};
pub use members::{send_keywords, send_members};
pub use name::Prefix;
pub use parameters::{given, parameters, send, send_bytes};
pub use received::Received;
pub use sent::Sent;
pub use std::option::Option;
pub use std::path::{Path, PathBuf};
pub use std::primitive::str;
pub use std::result::Result;
pub use std::string::String;
pub use std::vec::Vec;

// What `#[derive(IntoFault)]` names.
pub use std::primitive::i32;
pub use xmlrpc_core::fault::generated::{
    CallFailure, Detail, FaultCase, FaultText, Faults, FieldOf, InnerFault, InnerOf, case_of, error_of, fault_of,
    inner_fault,
};
pub use xmlrpc_core::fault::{APPLICATION_ERROR, Fault, FaultInfo, FromFault, IntoFault};

/// The tiers. Generated code brings them into scope, without their names.
pub mod tiers {
    pub use super::received::{DateReceipt as _, SerdeReceipt as _};
    pub use super::sent::{DateSending as _, SerdeSending as _};
    pub use xmlrpc_core::fault::generated::{
        DeclaredFaults as _, DetailBySource as _, DetailByText as _, FieldByDefault as _, FieldOfText as _,
        InnerFromFault as _, NoDetail as _, NoFaults as _, NoField as _, NoInner as _,
    };
}
