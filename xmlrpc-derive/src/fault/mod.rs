//! `#[derive(IntoFault)]`: an error type whose variants have fault codes.

mod expand;
mod from_fault;
mod parse;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Expr, Ident, LitStr, Member, Type};

use crate::doc::Help;
use crate::errors::Errors;
use crate::paths::Facade;

/// A variant of an enum, or a struct.
struct Case {
    ident: Ident,
    /// Whether it is a variant, and so has a path under its type.
    is_variant: bool,
    help: Help,
    fault: CaseFault,
    /// The text that is sent as the code.
    text_code: Option<LitStr>,
    fields: Vec<(Member, Type)>,
}

/// The fault of a case.
enum CaseFault {
    /// A fault of its own. Without a code it is an application error; without a message, its text is the error's.
    Own { code: Option<Expr>, message: Option<LitStr> },
    /// The fault of the error in this field.
    Inner { field: Member, ty: Type },
    /// The same, of what else goes wrong with a call: no fault is read back as this case.
    Other { field: Member, ty: Type },
}

/// Implements the trait. If there are mistakes in the attributes, the implementation is a stub.
pub(crate) fn expand(item: TokenStream, facade: Facade) -> TokenStream {
    let mut errors = Errors::default();
    let input = match syn::parse2::<DeriveInput>(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let (cases, private) = parse::cases(&input, facade, &mut errors);
    let cases = if errors.is_empty() { Some(cases) } else { None };
    let implementation = expand::implementation(&input, cases.as_deref(), &private);
    let errors = errors.into_tokens();
    quote!(#implementation #errors)
}
