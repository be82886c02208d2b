//! The implementation of `IntoFault`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::DeriveInput;

use super::{Case, CaseFault, from_fault};
use crate::paths::{PrivatePath, at, local};

/// Implements the trait, in a block of its own. Without cases, since an error is shown already, as a stub.
pub(super) fn implementation(input: &DeriveInput, cases: Option<&[Case]>, private: &PrivatePath) -> TokenStream {
    let here = at(Span::call_site());
    let root = private.at(Span::call_site());
    let import = private.import();
    let header = header(input, cases.unwrap_or_default(), private);
    let (codes, body, declared) = match cases {
        Some(cases) => (codes(cases, private), body(input, cases, private), declared(cases, private)),
        None => (TokenStream::new(), quote!(#root::Fault::internal("")), quote!(#root::Vec::new())),
    };
    let reverse = from_fault::implementation(input, cases, private);
    quote_spanned! {here=>
        const _: () = {
            #import
            use #root::tiers::*;
            #codes

            #[automatically_derived]
            #[allow(deprecated)]
            #header {
                fn into_fault(self) -> #root::Fault {
                    #body
                }

                fn declared_faults() -> #root::Vec<#root::FaultInfo> {
                    #declared
                }
            }

            #reverse
        };
    }
}

/// The header of the implementation.
fn header(input: &DeriveInput, cases: &[Case], private: &PrivatePath) -> TokenStream {
    let ident = &input.ident;
    let root = private.at(ident.span());
    let (impl_generics, ty_generics, _) = input.generics.split_for_impl();
    let where_clause = where_clause(input, cases, private);
    quote_spanned!(at(ident.span())=> impl #impl_generics #root::IntoFault for #ident #ty_generics #where_clause)
}

/// The conditions: a generic error demands a text, and faults of the errors inside it.
pub(super) fn where_clause(input: &DeriveInput, cases: &[Case], private: &PrivatePath) -> Option<TokenStream> {
    let root = private.at(input.ident.span());
    let where_clause = input.generics.where_clause.as_ref();
    let written = where_clause.map(|clause| clause.predicates.iter()).into_iter().flatten();
    let mut predicates: Vec<TokenStream> = written.map(ToTokens::to_token_stream).collect();
    if input.generics.type_params().next().is_some() {
        predicates.extend(cases.iter().filter_map(|case| match &case.fault {
            CaseFault::Inner { ty, .. } | CaseFault::Other { ty, .. } => Some(quote!(#ty: #root::InnerFault)),
            CaseFault::Own { .. } => None,
        }));
        if cases.iter().any(|case| matches!(case.fault, CaseFault::Own { message: None, .. })) {
            predicates.push(quote!(Self: #root::FaultText));
        }
    }
    (!predicates.is_empty()).then(|| quote!(where #(#predicates),*))
}

/// A constant for each code, so that a code of the wrong type is one error.
fn codes(cases: &[Case], private: &PrivatePath) -> TokenStream {
    let constants = cases.iter().enumerate().filter_map(|(index, case)| match &case.fault {
        CaseFault::Own { code: Some(code), .. } => {
            let root = private.at(case.ident.span());
            let constant = constant(index, case);
            Some(quote_spanned!(at(case.ident.span())=> const #constant: #root::i32 = #code;))
        }
        _ => None,
    });
    constants.collect()
}

pub(super) fn constant(index: usize, case: &Case) -> Ident {
    format_ident!("__CODE_{index}", span = at(case.ident.span()))
}

fn code(index: usize, case: &Case, private: &PrivatePath) -> TokenStream {
    let root = private.at(case.ident.span());
    match &case.fault {
        CaseFault::Own { code: Some(_), .. } => constant(index, case).into_token_stream(),
        _ => quote!(#root::APPLICATION_ERROR),
    }
}

fn body(input: &DeriveInput, cases: &[Case], private: &PrivatePath) -> TokenStream {
    let place = input.ident.span();
    let root = private.at(place);
    // Once, so that an error without a text is one error.
    let own = cases
        .iter()
        .any(|case| matches!(case.fault, CaseFault::Own { message: None, .. }))
        .then(|| quote_spanned!(at(place)=> let __own = |__code| #root::fault_of(__code, &self);));
    let arms = cases.iter().enumerate().map(|(index, case)| {
        let ident = &case.ident;
        let here = at(ident.span());
        let root = private.at(ident.span());
        let path = if case.is_variant { quote_spanned!(here=> Self::#ident) } else { quote_spanned!(here=> Self) };
        match &case.fault {
            CaseFault::Inner { field, ty } | CaseFault::Other { field, ty } => {
                let inner = local("__inner", ident.span());
                quote_spanned!(here=> #path { #field: #inner } => #root::inner_fault::<#ty>(#inner),)
            }
            CaseFault::Own { message, .. } => {
                let code = code(index, case, private);
                let fault = match message {
                    Some(message) => quote_spanned!(here=> #root::Fault::new(#code, #message)),
                    None => quote_spanned!(here=> __own(#code)),
                };
                let text_code = case.text_code.as_ref().map(|text| quote_spanned!(here=> .with_text_code(#text)));
                quote_spanned!(here=> #path { .. } => (&&&#root::Detail(&self)).add(#fault #text_code),)
            }
        }
    });
    quote_spanned! {at(Span::call_site())=>
        #own
        match self {
            #(#arms)*
        }
    }
}

fn declared(cases: &[Case], private: &PrivatePath) -> TokenStream {
    let root = private.at(Span::call_site());
    let faults = cases.iter().enumerate().map(|(index, case)| {
        let here = at(case.ident.span());
        let root = private.at(case.ident.span());
        match &case.fault {
            CaseFault::Other { .. } => TokenStream::new(),
            CaseFault::Inner { ty, .. } => {
                quote_spanned!(here=> __faults.append(&mut (&&#root::Faults::<#root::Result<(), #ty>>::new()).faults());)
            }
            CaseFault::Own { message, .. } => {
                let code = code(index, case, private);
                let name = case.ident.to_string();
                let mut help = case.help.call(case.ident.span());
                if let (true, Some(message)) = (help.is_empty(), message) {
                    help = quote_spanned!(here=> .help(#message));
                }
                quote_spanned!(here=> __faults.push(#root::FaultInfo::new(#code, #name)#help);)
            }
        }
    });
    let statements: TokenStream = faults.collect();
    if statements.is_empty() {
        return quote!(#root::Vec::new());
    }
    quote_spanned! {at(Span::call_site())=>
        let mut __faults = #root::Vec::new();
        #statements
        __faults
    }
}
