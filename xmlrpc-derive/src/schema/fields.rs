//! The fields of a struct or variant, as expressions of `Type`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Field, Fields, Type, parse_quote};

use super::serde::Said;
use crate::doc::Help;
use crate::method::ends_in;
use crate::paths::{PrivatePath, at};

/// Fields, and what is said around them.
pub(super) struct Group<'f> {
    pub(super) fields: &'f Fields,
    /// What is said of the struct or variant that they stand in.
    pub(super) outer: &'f Said,
    /// What is said of the enum, if that is where they stand.
    pub(super) whole: Option<&'f Said>,
    /// Where the struct or variant is named.
    pub(super) place: Span,
}

/// What fields look like together.
pub(super) enum Look {
    /// There is nothing to see.
    Nothing,
    /// Like the one field there is.
    Inner(TokenStream),
    /// An expression of its own.
    Own(TokenStream),
}

impl Group<'_> {
    pub(super) fn look(&self, private: &PrivatePath) -> Look {
        let seen: Vec<(&Field, Said)> = self
            .fields
            .iter()
            .map(|field| (field, Said::by(&field.attrs)))
            .filter(|(_, said)| !said.is_left_out())
            .collect();
        match (self.fields, &seen[..]) {
            (Fields::Unit, _) => Look::Nothing,
            (_, [(field, said)]) if self.outer.transparent => Look::Inner(described(field, said, private)),
            (Fields::Unnamed(fields), [(field, said)]) if fields.unnamed.len() == 1 => {
                Look::Inner(described(field, said, private))
            }
            (Fields::Unnamed(_), seen) => {
                let root = private.at(self.place);
                let elements = seen.iter().map(|(field, said)| described(field, said, private));
                Look::Own(quote_spanned!(at(self.place)=> #root::Type::Tuple(#root::Vec::from([#(#elements),*]))))
            }
            (Fields::Named(_), seen) => Look::Own(self.members(seen, private)),
        }
    }

    fn members(&self, seen: &[(&Field, Said)], private: &PrivatePath) -> TokenStream {
        let here = at(self.place);
        let root = private.at(self.place);
        let statements = seen.iter().map(|(field, said)| self.member(field, said, private));
        quote_spanned! {here=>
            {
                let mut members = #root::Members::new();
                #(#statements)*
                members.into_type()
            }
        }
    }

    fn member(&self, field: &Field, said: &Said, private: &PrivatePath) -> TokenStream {
        let Some(ident) = &field.ident else { return TokenStream::new() };
        let here = at(ident.span());
        let root = private.at(ident.span());
        let described = described(field, said, private);
        if said.flatten {
            return quote_spanned! {here=>
                let ty = #described;
                members.flatten(ty, definitions);
            };
        }
        let names = said.field_names(ident, self.outer, self.whole);
        let optional = (said.optional || self.outer.optional).then(|| quote_spanned!(here=> .optional()));
        let help = Help::of(&field.attrs).call(ident.span());
        let member = |name: &str, way: Option<TokenStream>| quote_spanned!(here=> members.add(#root::Member::new(#name, ty) #help #optional #way););
        let only_read = Some(quote_spanned!(here=> .only_read()));
        let only_written = Some(quote_spanned!(here=> .only_written()));
        let added = match (said.skipped.read, said.skipped.written) {
            (false, true) => member(&names.read, only_read),
            (true, _) => member(&names.written, only_written),
            (false, false) if names.read == names.written => member(&names.read, None),
            (false, false) => {
                let first = member(&names.read, only_read);
                let second = member(&names.written, only_written);
                quote_spanned! {here=>
                    {
                        let ty = #root::Clone::clone(&ty);
                        #first
                    }
                    #second
                }
            }
        };
        quote_spanned! {here=>
            let ty = #described;
            #added
        }
    }
}

fn described(field: &Field, said: &Said, private: &PrivatePath) -> TokenStream {
    if let Some(like) = super::like(field) {
        return of_type(&like, private);
    }
    let root = private.at(field.ty.span());
    let own: Type = match said.with.as_deref() {
        None => return of_type(&field.ty, private),
        Some("as_datetime") => parse_quote!(#root::DateTime),
        Some("as_base64" | "serde_bytes") => parse_quote!(#root::Base64),
        Some(_) => return quote_spanned!(at(field.ty.span())=> definitions.unknown()),
    };
    let is_dates = said.with.as_deref() == Some("as_datetime") && ends_in(&field.ty, "Vec");
    if ends_in(&field.ty, "Option") {
        of_type(&parse_quote!(#root::Option<#own>), private)
    } else if is_dates {
        of_type(&parse_quote!(#root::Vec<#own>), private)
    } else {
        of_type(&own, private)
    }
}

/// The description of a type, which says it itself or is asked. One that can do neither is an error, shown at the type.
pub(super) fn of_type(ty: &Type, private: &PrivatePath) -> TokenStream {
    let root = private.at(ty.span());
    quote_spanned!(at(ty.span())=> (&&&#root::SchemaOf::<#ty>::new()).describe(definitions))
}
