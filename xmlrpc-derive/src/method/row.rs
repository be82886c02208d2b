//! A method's row of the table.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use super::{Method, Pace, WireParameter, shape};
use crate::runtime::{Runtime, at};

/// The row: everything that is said about the method without calling it.
pub(crate) fn row(method: &Method, runtime: &Runtime) -> TokenStream {
    let place = method.ident.span();
    let here = at(place);
    let rt = runtime.at(place);
    let name = method.name.text();
    let run = match method.pace {
        Pace::Async => quote_spanned!(here=> Async),
        Pace::Blocking => quote_spanned!(here=> Blocking),
        Pace::Inline => quote_spanned!(here=> Inline),
    };
    let help = method.help.call(place);
    let parameters = parameters(method, runtime);
    let signature = shape::signature(method, runtime);
    let faults = shape::faults(method, runtime).map(|faults| quote_spanned!(here=> .faults(#faults)));
    let context = method.takes_context().then(|| quote_spanned!(here=> .wants_context()));
    let source = source(place);
    quote_spanned! {here=>
        #rt::MethodInfo::new(#name, #rt::Run::#run)
            #help
            #parameters
            .signature(#signature)
            #faults
            #context
            .place(#source)
    }
}

fn parameters(method: &Method, runtime: &Runtime) -> Option<TokenStream> {
    let place = method.ident.span();
    let rt = runtime.at(place);
    let rows: Vec<TokenStream> = method
        .wire_parameters()
        .map(|WireParameter { name, help, .. }| {
            let help = help.call(place);
            quote_spanned!(at(place)=> #rt::ParameterInfo::new(#name) #help)
        })
        .collect();
    (!rows.is_empty()).then(|| quote_spanned!(at(place)=> .parameters(const { &[#(#rows),*] })))
}

/// File and line of `place`. The compiler gives a macro call the line of its span, if the span is the user's own.
fn source(place: Span) -> TokenStream {
    let file = quote_spanned!(place=> ::core::file!());
    let line = quote_spanned!(place=> ::core::line!());
    quote!(#file, #line)
}
