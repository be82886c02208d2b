//! A published method or function.

mod arity;
mod arm;
mod default;
mod lints;
mod name;
mod options;
mod parameter;
mod parameter_marks;
mod parse;
mod result;
mod row;
mod shape;
mod shared;
mod types;
mod walk;

use proc_macro2::Span;
use syn::{Attribute, Expr, Ident, Type};

use crate::doc::Help;

pub(crate) use arity::{Arity, Count};
pub(crate) use arm::arm;
pub(crate) use default::check_default;
pub(crate) use lints::{allowing, lints_of};
pub(crate) use name::{WireName, complaint_about, rust_name};
pub(crate) use options::{ANSWER, MethodOptions, OF_FUNCTION, OF_METHOD, Remarks};
pub(crate) use parameter_marks::{ParameterMarks, ParameterOptions, lift_receiver_docs};
pub(crate) use parse::{Place, Surroundings, parse};
pub(crate) use row::row;
pub(crate) use shared::SharedFunctions;
pub(crate) use types::{
    ends_in, impl_trait_in, in_list, in_option, is_bytes, is_plain, lent_option, may_be_a_date, peeled, reference_in,
    value_and_error, with_named_lifetimes, with_static_lifetimes,
};
pub(crate) use walk::{Part, walk};

/// A published method.
pub(crate) struct Method {
    /// Its name in Rust.
    pub(crate) ident: Ident,
    /// Its name on the wire, after the prefix.
    pub(crate) name: WireName,
    /// Its further names, after the prefix.
    pub(crate) aliases: Vec<WireName>,
    pub(crate) help: Help,
    pub(crate) remarks: Remarks,
    pub(crate) execution: Execution,
    /// How many calls run at the same time, if there is a limit.
    pub(crate) max_concurrent: Option<Expr>,
    /// Whether it has a `&self`.
    pub(crate) takes_self: bool,
    /// Whether callers may give parameters by their names, in a last struct.
    pub(crate) takes_keywords: bool,
    pub(crate) parameters: Vec<Parameter>,
    /// What it returns, if it says so.
    pub(crate) result: Option<Type>,
    /// The envelope of its results.
    pub(crate) answer: Option<Type>,
    /// Its `#[cfg]` attributes.
    pub(crate) switches: Vec<Attribute>,
}

/// How a method runs.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Execution {
    /// An `async fn`.
    Async,
    /// A plain `fn`, which may block.
    Blocking,
    /// A plain `fn` that is quick and never blocks.
    Inline,
}

/// A parameter of a published method.
pub(crate) enum Parameter {
    /// The call's context: no place on the wire.
    Context,
    /// A parameter that the caller sends.
    Wire(Box<WireParameter>),
    /// A struct whose members the caller sends, each as a parameter.
    Spread(Box<StructParameter>),
    /// A map of the keyword arguments that no parameter takes.
    Keywords(Box<StructParameter>),
}

/// A parameter that is no value of its own on the wire.
pub(crate) struct StructParameter {
    pub(crate) name: String,
    pub(crate) passing: Passing,
    /// Where it stands.
    pub(crate) place: Span,
}

/// A parameter that the caller sends.
pub(crate) struct WireParameter {
    pub(crate) name: String,
    /// Its name in Rust, without leading underscores. A pattern that takes the value apart has none.
    pub(crate) rust_name: Option<String>,
    pub(crate) help: Help,
    pub(crate) passing: Passing,
    pub(crate) presence: Presence,
    /// Where it stands.
    pub(crate) place: Span,
}

/// Whether a call must have a parameter.
pub(crate) enum Presence {
    /// It must, unless its type says otherwise when it is read.
    Required,
    /// An `Option`, which is `None` if the call has no value for it.
    Option,
    /// This value, or the type's own default, stands in.
    Default(Option<Expr>),
    /// The parameter collects whatever values are left.
    Rest,
}

/// How a method takes a parameter.
pub(crate) enum Passing {
    /// By value, of this type.
    Value(Type),
    /// By reference to this type.
    Lent(Type),
    /// An optional reference.
    LentOption(Box<LentOption>),
}

/// `Option<&T>`, taken apart.
pub(crate) struct LentOption {
    /// The whole type as written.
    pub(crate) whole: Type,
    /// What is lent.
    pub(crate) lent: Type,
}

impl Method {
    /// The parameters that the caller sends, in order.
    pub(crate) fn wire_parameters(&self) -> impl Iterator<Item = &WireParameter> {
        self.parameters.iter().filter_map(|parameter| match parameter {
            Parameter::Wire(parameter) => Some(&**parameter),
            _ => None,
        })
    }

    /// All parameters but the context, each with its number.
    pub(crate) fn sent_parameters(&self) -> impl Iterator<Item = (usize, &Parameter)> {
        self.parameters.iter().filter(|parameter| !matches!(parameter, Parameter::Context)).enumerate()
    }

    /// How the method takes each of its parameters but the context.
    fn sent_passings(&self) -> impl Iterator<Item = &Passing> {
        self.parameters.iter().filter_map(|parameter| match parameter {
            Parameter::Context => None,
            Parameter::Wire(parameter) => Some(&parameter.passing),
            Parameter::Spread(parameter) | Parameter::Keywords(parameter) => Some(&parameter.passing),
        })
    }

    /// The structs whose members the caller sends.
    pub(crate) fn spread_parameters(&self) -> impl Iterator<Item = &StructParameter> {
        self.parameters.iter().filter_map(|parameter| match parameter {
            Parameter::Spread(parameter) => Some(&**parameter),
            _ => None,
        })
    }

    pub(crate) fn takes_context(&self) -> bool {
        self.parameters.iter().any(|parameter| matches!(parameter, Parameter::Context))
    }
}
