//! The fields of a struct or variant, as expressions of `Type`.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Field, Fields, Type, parse_quote};

use super::serde::SerdeAttributes;
use crate::doc::Help;
use crate::method::{ends_in, may_be_a_date};
use crate::paths::{PrivatePath, at};

/// Fields, and the attributes around them.
pub(super) struct Group<'f> {
    pub(super) fields: &'f Fields,
    /// The attributes of the struct or variant that has them.
    pub(super) container: &'f SerdeAttributes,
    /// The attributes of the enum, if they are a variant's.
    pub(super) enumeration: Option<&'f SerdeAttributes>,
    /// Where the struct or variant is named.
    pub(super) place: Span,
}

/// The description of all fields together.
pub(super) enum Content {
    /// There are no fields.
    Nothing,
    /// That of the only field.
    Inner(TokenStream),
    /// An expression of its own.
    Own(TokenStream),
}

impl Group<'_> {
    pub(super) fn content(&self, private: &PrivatePath) -> Content {
        let seen: Vec<(&Field, SerdeAttributes)> = self
            .fields
            .iter()
            .map(|field| (field, SerdeAttributes::of(&field.attrs)))
            .filter(|(_, attributes)| !attributes.is_left_out())
            .collect();
        match (self.fields, &seen[..]) {
            (Fields::Unit, _) => Content::Nothing,
            (_, [(field, attributes)]) if self.container.transparent => {
                Content::Inner(described(field, attributes, private))
            }
            (Fields::Unnamed(fields), [(field, attributes)]) if fields.unnamed.len() == 1 => {
                Content::Inner(described(field, attributes, private))
            }
            (Fields::Unnamed(_), seen) => {
                let root = private.at(self.place);
                let elements = seen.iter().map(|(field, attributes)| described(field, attributes, private));
                Content::Own(quote_spanned!(at(self.place)=> #root::Type::Tuple(#root::Vec::from([#(#elements),*]))))
            }
            (Fields::Named(_), seen) => Content::Own(self.members(seen, private)),
        }
    }

    fn members(&self, seen: &[(&Field, SerdeAttributes)], private: &PrivatePath) -> TokenStream {
        let here = at(self.place);
        let root = private.at(self.place);
        let statements = seen.iter().map(|(field, attributes)| self.member(field, attributes, private));
        quote_spanned! {here=>
            {
                let mut __members = #root::Members::new();
                #(#statements)*
                __members.into_type()
            }
        }
    }

    fn member(&self, field: &Field, attributes: &SerdeAttributes, private: &PrivatePath) -> TokenStream {
        let Some(ident) = &field.ident else { return TokenStream::new() };
        let here = at(ident.span());
        let root = private.at(ident.span());
        let described = described(field, attributes, private);
        if attributes.flatten {
            return quote_spanned! {here=>
                let __ty = #described;
                __members.flatten(__ty, __definitions);
            };
        }
        let names = attributes.field_names(ident, self.container, self.enumeration);
        let optional = (attributes.optional || self.container.optional).then(|| quote_spanned!(here=> .optional()));
        let help = Help::of(&field.attrs).call(ident.span());
        let member = |name: &str, way: Option<TokenStream>| quote_spanned!(here=> __members.add(#root::Member::new(#name, __ty) #help #optional #way););
        let only_read = Some(quote_spanned!(here=> .only_read()));
        let only_written = Some(quote_spanned!(here=> .only_written()));
        let added = match (attributes.skipped.read, attributes.skipped.written) {
            (false, true) => member(&names.read, only_read),
            (true, _) => member(&names.written, only_written),
            (false, false) if names.read == names.written => member(&names.read, None),
            (false, false) => {
                let first = member(&names.read, only_read);
                let second = member(&names.written, only_written);
                quote_spanned! {here=>
                    {
                        let __ty = #root::Clone::clone(&__ty);
                        #first
                    }
                    #second
                }
            }
        };
        quote_spanned! {here=>
            let __ty = #described;
            #added
        }
    }
}

fn described(field: &Field, attributes: &SerdeAttributes, private: &PrivatePath) -> TokenStream {
    if let Some(like) = super::like(field) {
        return of_type(&like, private);
    }
    let root = private.at(field.ty.span());
    let own: Type = match attributes.with.as_deref() {
        None => return of_member(&field.ty, private),
        Some("as_datetime") => parse_quote!(#root::DateTime),
        Some("as_base64" | "serde_bytes") => parse_quote!(#root::Base64),
        Some(_) => return quote_spanned!(at(field.ty.span())=> __definitions.unknown()),
    };
    let is_dates = attributes.with.as_deref() == Some("as_datetime") && ends_in(&field.ty, "Vec");
    if ends_in(&field.ty, "Option") {
        of_type(&parse_quote!(#root::Option<#own>), private)
    } else if is_dates {
        of_type(&parse_quote!(#root::Vec<#own>), private)
    } else {
        of_type(&own, private)
    }
}

/// The description of a member's type. A date of another crate, which serde writes in a form of its own, is an error.
fn of_member(ty: &Type, private: &PrivatePath) -> TokenStream {
    let described = of_type(ty, private);
    if !may_be_a_date(ty) {
        return described;
    }
    let root = private.at(ty.span());
    quote_spanned! {at(ty.span())=>
        {
            (&&#root::MemberOf::<#ty>::new()).check();
            #described
        }
    }
}

/// The description of a type: its own, or what its `Deserialize` shows. A type that has neither is an error, shown at the
/// type.
pub(super) fn of_type(ty: &Type, private: &PrivatePath) -> TokenStream {
    let root = private.at(ty.span());
    quote_spanned!(at(ty.span())=> (&&&#root::SchemaOf::<#ty>::new()).describe(__definitions))
}
