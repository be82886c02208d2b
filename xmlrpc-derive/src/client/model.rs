//! The model of a typed client.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Attribute, Expr, Generics, Ident, Lifetime, Type, Visibility};

use crate::method::{Arity, Count};

/// A type that calls the methods of a service.
pub(crate) struct TypedClient {
    /// Its name.
    pub(crate) ident: Ident,
    pub(crate) visibility: Visibility,
    /// Its doc comment.
    pub(crate) help: String,
    /// The `#[cfg]` attributes of the item that it is made of.
    pub(crate) switches: Vec<Attribute>,
    /// The generics of the item that it is made of.
    pub(crate) generics: Generics,
    /// What stands before the dot of every name.
    pub(crate) prefix: String,
    pub(crate) kind: ClientKind,
    pub(crate) methods: Vec<ClientMethod>,
}

/// How a typed client waits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClientKind {
    /// Its methods are `async`.
    Async,
    /// Its methods block.
    Blocking,
}

/// A method of a typed client.
#[derive(Clone)]
pub(crate) struct ClientMethod {
    /// Its name in Rust.
    pub(crate) ident: Ident,
    /// Its name on the wire, after the prefix.
    pub(crate) name: String,
    /// Where that is written.
    pub(crate) name_place: Span,
    /// Whether no prefix is put before the name.
    pub(crate) absolute: bool,
    /// The attributes that are written on it: docs, `#[cfg]`, `#[deprecated]` and others of the user's.
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) generics: Generics,
    /// The lifetime of its `&self`, if that has one.
    pub(crate) receiver: Option<Lifetime>,
    pub(crate) parameters: Vec<ClientParameter>,
    /// The type that it returns: a `Result`.
    pub(crate) output: TokenStream,
    pub(crate) result: ResultPlace,
    /// The form in which the server sends its result, if it has one.
    pub(crate) answer: Option<Type>,
}

/// What the tokens of a result show.
#[derive(Clone, Copy)]
pub(crate) struct ResultPlace {
    /// Where a mistake in the value's type is shown.
    pub(crate) span: Span,
    /// Where a mistake in the error's type is shown.
    pub(crate) error: Span,
    pub(crate) may_be_a_date: bool,
}

/// A parameter of a method of a typed client.
#[derive(Clone)]
pub(crate) struct ClientParameter {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    /// Its doc comment, as an expression.
    pub(crate) help: Option<TokenStream>,
    pub(crate) form: Form,
    pub(crate) presence: ClientPresence,
}

/// How a parameter is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As serde writes it.
    Serde,
    /// As a date if it is one.
    PerhapsDate,
    /// As base64.
    Bytes,
}

/// When a parameter is sent.
#[derive(Clone)]
pub(crate) enum ClientPresence {
    /// Always.
    Required,
    /// An `Option`, which is left out if it and all behind it are `None`; otherwise, `None` is sent as nil.
    Option,
    /// Likewise; otherwise this value of this type, or the type's own default, is sent for `None`.
    Default(Option<Expr>, Box<Type>),
    /// Each item of a list is a parameter.
    Rest,
    /// Each member of a struct is a parameter. Members at the end that are nil are left out.
    Members,
    /// The members of a struct, or the items of a map, are sent in a last struct, if there are any.
    Keywords,
}

impl ClientMethod {
    pub(crate) fn arity(&self) -> Arity {
        Arity::counted(self.parameters.iter().map(|parameter| match parameter.presence {
            ClientPresence::Required => Count::One,
            ClientPresence::Option | ClientPresence::Default(..) => Count::OneOrNone,
            ClientPresence::Rest | ClientPresence::Members | ClientPresence::Keywords => Count::Any,
        }))
    }

    /// The name with the prefix.
    pub(crate) fn full_name(&self, prefix: &str) -> String {
        if prefix.is_empty() || self.absolute { self.name.clone() } else { format!("{prefix}.{}", self.name) }
    }

    /// The `#[cfg]` attributes.
    pub(crate) fn switches(&self) -> impl Iterator<Item = &Attribute> {
        self.attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"))
    }
}

impl ClientParameter {
    /// The tokens of its default, if it has one.
    pub(crate) fn default_tokens(&self) -> TokenStream {
        match &self.presence {
            ClientPresence::Default(default, ty) => quote!(#default #ty),
            _ => TokenStream::new(),
        }
    }
}
