//! Defaults that cannot be right, as far as their tokens show.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, Lit, Type};

use super::types::{in_option, peeled};
use crate::errors::Errors;

/// Refuses a default that uses `self`, and a literal of another type than the parameter's.
pub(crate) fn check_default(name: &str, ty: &Type, default: &Expr, errors: &mut Errors) {
    if let Some(place) = self_in(default.to_token_stream()) {
        errors.on(
            place,
            format!(
                "a default cannot use `self`: take an `Option`, and write `let {name} = {name}.unwrap_or(self.…);` in \
                 the method"
            ),
        );
        return;
    }
    let Expr::Lit(ExprLit { lit, .. }) = default else { return };
    let written = lit.to_token_stream().to_string();
    let remedy = match (Class::of_type(ty), Class::of_literal(lit)) {
        (Some(expected), Some(found)) if expected != found => expected.remedy(&written, found),
        (None, Some(_)) if in_option(ty).is_some() => format!("Some({})", in_some(ty, lit, &written)),
        _ => return,
    };
    let ty = ty.to_token_stream().to_string().replace(' ', "");
    errors.at(
        default.span(),
        format!("the default of `{name}` is of another type than `{ty}`: write `default = {remedy}`"),
    );
}

/// What stands in `Some(…)`, so that it has the option's type.
fn in_some(ty: &Type, lit: &Lit, written: &str) -> String {
    let inner = in_option(ty).and_then(Class::of_type);
    match (inner, Class::of_literal(lit)) {
        (Some(expected), Some(found)) if expected != found => expected.remedy(written, found),
        _ => written.to_owned(),
    }
}

/// A class of types that literals have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Integer,
    Float,
    Boolean,
    /// `&str`
    Text,
    /// `String`
    Owned,
}

impl Class {
    /// The class of a type, by its name.
    fn of_type(ty: &Type) -> Option<Self> {
        match peeled(ty) {
            Type::Reference(reference) => match peeled(&reference.elem) {
                Type::Path(path) if path.path.is_ident("str") => Some(Class::Text),
                _ => None,
            },
            Type::Path(path) => match path.path.segments.last()?.ident.to_string().as_str() {
                "i8" | "i16" | "i32" | "i64" | "i128" | "isize" | "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => {
                    Some(Class::Integer)
                }
                "f32" | "f64" => Some(Class::Float),
                "bool" => Some(Class::Boolean),
                "String" => Some(Class::Owned),
                _ => None,
            },
            _ => None,
        }
    }

    fn of_literal(lit: &Lit) -> Option<Self> {
        match lit {
            Lit::Str(_) => Some(Class::Text),
            Lit::Int(number) if number.suffix().starts_with('f') => Some(Class::Float),
            Lit::Int(_) => Some(Class::Integer),
            Lit::Float(_) => Some(Class::Float),
            Lit::Bool(_) => Some(Class::Boolean),
            _ => None,
        }
    }

    /// A default of this class, in the place of one of another class.
    fn remedy(self, written: &str, found: Class) -> String {
        match (self, found) {
            (Class::Owned, Class::Text) => format!("String::from({written})"),
            (Class::Float, Class::Integer) => format!("{written}.0"),
            (Class::Text, _) => format!("\"{written}\""),
            (Class::Owned, _) => format!("String::from(\"{written}\")"),
            (Class::Integer, _) => String::from("0"),
            (Class::Float, _) => String::from("0.0"),
            (Class::Boolean, _) => String::from("false"),
        }
    }
}

/// The first `self` in an expression.
fn self_in(tokens: TokenStream) -> Option<TokenTree> {
    tokens.into_iter().find_map(|token| match token {
        TokenTree::Ident(ref ident) if ident == "self" => Some(token),
        TokenTree::Group(group) => self_in(group.stream()),
        _ => None,
    })
}
