//! `#[derive(RpcParams)]`: a struct whose members are parameters of their own.

mod expand;
mod parse;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{DeriveInput, Expr, Path, Type};

use crate::doc::Help;
use crate::errors::Errors;
use crate::paths::Facade;

/// A struct of parameters.
struct Params {
    members: Vec<Member>,
    check: Check,
}

/// A member, which is a parameter.
struct Member {
    ident: Ident,
    /// Its name in introspection and in keyword arguments.
    name: String,
    help: Help,
    ty: Type,
    presence: Presence,
}

/// Whether a call must have a member.
enum Presence {
    Required,
    /// An `Option`.
    Option,
    /// This value, or the type's own default, stands in.
    Default(Option<Expr>),
}

/// What looks at the parameters before a method runs.
enum Check {
    Nothing,
    /// An implementation of the user's.
    Own,
    /// This function of the struct and the context.
    Function(Path),
}

/// Implements the trait. If there are mistakes in the attributes, the implementation is a stub.
pub(crate) fn expand(item: TokenStream, facade: Facade) -> TokenStream {
    let mut errors = Errors::default();
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let (params, private) = parse::params(&input, facade, &mut errors);
    let params = params.filter(|_| errors.is_empty());
    let implementation = expand::implementation(&input, params.as_ref(), &private);
    let errors = errors.into_tokens();
    quote!(#implementation #errors)
}
