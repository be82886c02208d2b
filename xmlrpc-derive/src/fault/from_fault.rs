//! The way back: the implementation of `FromFault`, and of `From` for what else goes wrong with a call.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::{DeriveInput, Member, Type};

use super::expand::{constant, where_clause};
use super::{Case, CaseFault};
use crate::paths::{PrivatePath, at, local};

/// The implementations, to be put beside that of `IntoFault`.
pub(super) fn implementation(input: &DeriveInput, cases: Option<&[Case]>, private: &PrivatePath) -> TokenStream {
    let here = at(Span::call_site());
    let root = private.at(Span::call_site());
    let ident = &input.ident;
    let (impl_generics, ty_generics, _) = input.generics.split_for_impl();
    let where_clause = where_clause(input, cases.unwrap_or_default(), private);
    let fault = local("__fault", Span::call_site());
    let body = match cases {
        Some(cases) => {
            let cases = cases.iter().enumerate().filter_map(|(index, case)| fault_case(index, case, private));
            quote_spanned!(here=> #root::case_of::<Self>(#fault, &[#(#cases),*]))
        }
        None => quote_spanned!(here=> { let _ = #fault; #root::Option::None }),
    };
    let other = cases.unwrap_or_default().iter().find_map(|case| match &case.fault {
        CaseFault::Other { field, ty } => {
            let variant = &case.ident;
            let error = local("__error", variant.span());
            Some(quote_spanned! {at(variant.span())=>
                #[automatically_derived]
                #[allow(deprecated)]
                impl #impl_generics ::core::convert::From<#ty> for #ident #ty_generics #where_clause {
                    fn from(#error: #ty) -> Self {
                        #root::error_of::<Self, #ty>(#error, |#error| Self::#variant { #field: #error })
                    }
                }
            })
        }
        _ => None,
    });
    quote_spanned! {here=>
        #[automatically_derived]
        #[allow(deprecated)]
        impl #impl_generics #root::FromFault for #ident #ty_generics #where_clause {
            fn from_fault(#fault: &#root::Fault) -> #root::Option<Self> {
                #body
            }
        }

        #other
    }
}

fn fault_case(index: usize, case: &Case, private: &PrivatePath) -> Option<TokenStream> {
    let place = case.ident.span();
    let here = at(place);
    let root = private.at(place);
    let fault = local("__fault", place);
    let make = |fields: TokenStream| {
        let ident = &case.ident;
        let path = if case.is_variant { quote_spanned!(here=> Self::#ident) } else { quote_spanned!(here=> Self) };
        quote_spanned!(here=> |#fault| { let _ = #fault; #root::Option::Some(#path { #fields }) })
    };
    Some(match &case.fault {
        CaseFault::Own { code, message } => {
            let fields = case.fields.iter().map(|(member, ty)| field(member, ty, message.is_some(), private));
            let make = make(fields.collect());
            let text_code = case.text_code.as_ref().map(|text| quote_spanned!(here=> .text_code(#text)));
            match code {
                Some(_) => {
                    let code = constant(index, case);
                    quote_spanned!(here=> #root::FaultCase::own(#code, #make) #text_code)
                }
                None => quote_spanned!(here=> #root::FaultCase::by_text(#make) #text_code),
            }
        }
        CaseFault::Inner { field, ty } => {
            let make = make(quote_spanned!(here=> #field: (&&#root::InnerOf::<#ty>::new()).error(#fault)?));
            quote_spanned!(here=> #root::FaultCase::inner(#make))
        }
        CaseFault::Other { .. } => return None,
    })
}

/// A field: the fault's text, unless that is fixed, or the type's default.
fn field(member: &Member, ty: &Type, is_fixed: bool, private: &PrivatePath) -> TokenStream {
    let place = Span::call_site();
    let (root, fault) = (private.at(place), local("__fault", place));
    if is_fixed {
        quote_spanned!(at(place)=> #member: (&&#root::FieldOf::<#ty>::new()).value(#fault)?,)
    } else {
        quote_spanned!(at(place)=> #member: (&&&#root::FieldOf::<#ty>::new()).value(#fault)?,)
    }
}
