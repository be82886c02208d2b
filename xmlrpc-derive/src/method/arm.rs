//! A method's arm of the dispatch: read the parameters, run the method, write its result.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned;
use syn::{Lifetime, Type, parse_quote_spanned};

use super::types::{is_bytes, is_plain, may_be_a_date, value_and_error};
use super::{Execution, Method, Parameter, Passing, Presence, StructParameter, WireParameter};
use crate::paths::{PrivatePath, at, local};

/// The arm's block. It stands where `arguments`, `context` and `response` are in scope; `callee` is the method's path.
pub(crate) fn arm(method: &Method, callee: &TokenStream, private: &PrivatePath) -> TokenStream {
    let place = method.ident.span();
    let here = at(place);
    let root = private.at(place);
    let read = read(method, private);
    let checks = checks(method, private);
    let (find, finish) = if method.takes_keywords {
        (Some(quote_spanned!(here=> __arguments.find_keywords();)), quote_spanned!(here=> finish_keywords))
    } else {
        (None, quote_spanned!(here=> finish))
    };
    let call = call(method, callee, private);
    let write = write(method, private);
    let run = match method.execution {
        Execution::Async => quote_spanned! {here=>
            #root::pending(async move {
                let __result = #call.await;
                #write
            })
        },
        Execution::Blocking | Execution::Inline => quote_spanned! {here=>
            #root::written({
                let __result = #call;
                #write
            })
        },
    };
    quote_spanned! {here=>
        {
            #find
            #read
            __arguments.#finish()?;
            #checks
            #run
        }
    }
}

/// One variable for each parameter, with what was read.
fn read(method: &Method, private: &PrivatePath) -> TokenStream {
    let lifetime = Lifetime::new("'__call", at(Span::call_site()));
    let statements = method.sent_parameters().map(|(index, parameter_kind)| {
        let parameter = match parameter_kind {
            Parameter::Wire(parameter) => parameter,
            Parameter::Spread(parameter) | Parameter::Keywords(parameter) => {
                let is_spread = matches!(parameter_kind, Parameter::Spread(_));
                return read_struct(index, parameter, is_spread, private);
            }
            Parameter::Context => return TokenStream::new(),
        };
        let ty = storage(&parameter.passing, &lifetime, private);
        let place = parameter.passing.place();
        let root = private.at(place);
        let variable = variable(index, place);
        let date = may_be_a_date(parameter.passing.outermost());
        let format = || tier(&parameter.passing, &ty, private);
        if method.takes_keywords {
            let read = by_name(parameter, &ty, private);
            return quote_spanned!(at(place)=> let #variable = #read?;);
        }
        let read = match parameter.presence {
            Presence::Required | Presence::Option if date => {
                let format = format();
                quote_spanned!(at(place)=> #format.read(__arguments))
            }
            Presence::Default(_) if date => {
                let format = format();
                quote_spanned!(at(place)=> #format.read_if_any(__arguments))
            }
            Presence::Required | Presence::Option => quote_spanned!(at(place)=> #root::parameter::<#ty>(__arguments)),
            Presence::Default(_) => quote_spanned!(at(place)=> #root::parameter_if_any::<#ty>(__arguments)),
            Presence::Rest if date => {
                let format = format();
                quote_spanned!(at(place)=> #format.read_rest(__arguments))
            }
            Presence::Rest => quote_spanned!(at(place)=> #root::rest::<#ty>(__arguments)),
        };
        quote_spanned!(at(place)=> let #variable = #read?;)
    });
    statements.collect()
}

/// How a parameter is read: as a date or by serde, after its type.
fn tier(passing: &Passing, ty: &Type, private: &PrivatePath) -> TokenStream {
    let place = passing.place();
    let root = private.at(place);
    match passing {
        Passing::Lent(_) => quote_spanned!(at(place)=> (&&&#root::LentFormat::<#ty>::new()).tier()),
        _ => quote_spanned!(at(place)=> (&&#root::Format::<#ty>::new()).tier()),
    }
}

/// Reads a parameter by its position or by its name.
fn by_name(parameter: &WireParameter, ty: &Type, private: &PrivatePath) -> TokenStream {
    let place = parameter.passing.place();
    let root = private.at(place);
    let name = &parameter.name;
    let read = match parameter.presence {
        Presence::Rest => return quote_spanned!(at(place)=> #root::positional_rest::<#ty>(__arguments)),
        Presence::Required | Presence::Option => quote_spanned!(at(place)=> named),
        Presence::Default(_) => quote_spanned!(at(place)=> named_if_any),
    };
    if may_be_a_date(parameter.passing.outermost()) {
        let tier = tier(&parameter.passing, ty, private);
        quote_spanned!(at(place)=> #tier.#read(__arguments, #name))
    } else {
        quote_spanned!(at(place)=> #root::#read::<#ty>(__arguments, #name))
    }
}

/// Reads a parameter that is no value of its own.
fn read_struct(index: usize, parameter: &StructParameter, is_spread: bool, private: &PrivatePath) -> TokenStream {
    let ty = parameter.passing.outermost();
    let place = ty.span();
    let (root, variable) = (private.at(place), variable(index, parameter.passing.place()));
    if is_spread {
        quote_spanned!(at(place)=> let #variable = <#ty as #root::RpcParams>::read(__arguments)?;)
    } else {
        quote_spanned!(at(place)=> let #variable = #root::other_keywords::<#ty>(__arguments)?;)
    }
}

/// The checks of structs of parameters, when all is read.
fn checks(method: &Method, private: &PrivatePath) -> TokenStream {
    let checks = method.sent_parameters().filter_map(|(index, parameter)| match parameter {
        Parameter::Spread(parameter) => {
            let ty = parameter.passing.outermost();
            let (root, variable) = (private.at(ty.span()), variable(index, parameter.passing.place()));
            let policy = check_policy(ty, private);
            Some(quote_spanned!(at(ty.span())=> <#policy as #root::CheckPolicy<#ty, Self>>::check(&#variable, self, __context)?;))
        }
        _ => None,
    });
    checks.collect()
}

/// How a struct of parameters is checked.
pub(super) fn check_policy(ty: &Type, private: &PrivatePath) -> TokenStream {
    let root = private.at(ty.span());
    quote_spanned!(at(ty.span())=> <#ty as #root::RpcParams>::Check)
}

/// The call, with references to what was read where the method borrows.
fn call(method: &Method, callee: &TokenStream, private: &PrivatePath) -> TokenStream {
    let mut index = 0;
    let mut given = Vec::new();
    if method.takes_self {
        given.push(quote_spanned!(at(method.ident.span())=> self));
    }
    for parameter in &method.parameters {
        given.push(match parameter {
            Parameter::Context => quote_spanned!(at(method.ident.span())=> __context),
            Parameter::Wire(parameter) => {
                let variable = variable(index, parameter.passing.place());
                index += 1;
                given_or_default(parameter, &variable, private)
            }
            Parameter::Spread(parameter) | Parameter::Keywords(parameter) => {
                let place = parameter.passing.place();
                let variable = variable(index, place);
                index += 1;
                match &parameter.passing {
                    Passing::Value(_) => variable.to_token_stream(),
                    _ => quote_spanned!(at(place)=> &#variable),
                }
            }
        });
    }
    quote_spanned!(at(method.ident.span())=> #callee(#(#given),*))
}

/// Writes `result` in the way that its type allows. The compiler shows a value that cannot be sent at the argument,
/// and an error that cannot become a fault at the function's name.
fn write(method: &Method, private: &PrivatePath) -> TokenStream {
    let (value, error) = match &method.result {
        Some(ty) => value_and_error(ty),
        None => (method.ident.span(), method.ident.span()),
    };
    let root = private.at(value);
    if let Some(envelope) = &method.answer {
        return in_envelope(method, envelope, (value, error), private);
    }
    // The compiler is not asked about types that are no `Result` by their names.
    if method.result.as_ref().is_none_or(is_plain) {
        return quote_spanned!(at(value)=> __response.write(&__result));
    }
    let tier = quote_spanned!(at(value)=> (&&&&#root::Returned::of(&__result)).tier());
    if method.result.as_ref().is_some_and(may_be_a_date) {
        let taken = local("value", error);
        let write = quote_spanned!(at(value)=> (&&#root::Format::of(&__value)).tier().write(&__value, __response));
        return quote_spanned!(at(value)=> #tier.#taken(__result).and_then(|__value| #write));
    }
    let respond = local("respond", error);
    quote_spanned!(at(value)=> #tier.#respond(__result, __response))
}

/// Writes `result` in an envelope.
fn in_envelope(method: &Method, envelope: &Type, (value, error): (Span, Span), private: &PrivatePath) -> TokenStream {
    let root = private.at(value);
    let here = at(value);
    let write = |result: TokenStream| {
        let sent = quote_spanned!(here=> (&&#root::Format::of(&#result)).tier().sent(&#result));
        let place = envelope.span();
        let root = private.at(place);
        // In the user's own place, so that the compiler says once for all methods that a type is no envelope.
        let success = quote_spanned!(place=> <#envelope as #root::Envelope>::success(#sent));
        quote_spanned!(here=> __response.write(&#success))
    };
    if method.result.as_ref().is_none_or(is_plain) {
        return write(quote_spanned!(here=> __result));
    }
    let taken = local("value", error);
    let write = write(quote_spanned!(here=> __value));
    quote_spanned!(here=> (&&&&#root::Returned::of(&__result)).tier().#taken(__result).and_then(|__value| #write))
}

fn variable(index: usize, place: Span) -> Ident {
    local(&format!("__parameter{}", index + 1), place)
}

/// The type of what is read for a parameter.
pub(super) fn storage(passing: &Passing, lifetime: &Lifetime, private: &PrivatePath) -> Type {
    match passing {
        Passing::Value(ty) => ty.clone(),
        Passing::Lent(ty) => lent_storage(ty, lifetime, private),
        Passing::LentOption(option) => option.of(lent_storage(&option.lent, lifetime, private)),
    }
}

fn lent_storage(ty: &Type, lifetime: &Lifetime, private: &PrivatePath) -> Type {
    let root = private.at(ty.span());
    let here = at(ty.span());
    if is_bytes(ty) {
        parse_quote_spanned!(here=> #root::Base64)
    } else {
        parse_quote_spanned!(here=> <#ty as #root::ByReference<#lifetime>>::Storage)
    }
}

/// The expression that passes a parameter on, or its default if the call has none.
fn given_or_default(parameter: &WireParameter, variable: &Ident, private: &PrivatePath) -> TokenStream {
    let Presence::Default(default) = &parameter.presence else {
        return lent(&parameter.passing, variable, private);
    };
    let place = parameter.passing.place();
    let root = private.at(place);
    let given = local("__given", place);
    let default = match default {
        Some(value) => value.to_token_stream(),
        None => quote_spanned!(at(place)=> ::core::default::Default::default()),
    };
    let (matched, given_over) = match &parameter.passing {
        Passing::Value(_) => (variable.to_token_stream(), given.to_token_stream()),
        Passing::Lent(_) => {
            (quote_spanned!(at(place)=> &#variable), quote_spanned!(at(place)=> #root::Borrow::borrow(#given)))
        }
        passing @ Passing::LentOption(_) => (quote_spanned!(at(place)=> &#variable), lent(passing, &given, private)),
    };
    quote_spanned! {at(place)=>
        match #matched {
            #root::Option::Some(#given) => #given_over,
            #root::Option::None => #default,
        }
    }
}

/// The expression that passes a parameter on, by reference if the method borrows it.
fn lent(passing: &Passing, variable: &Ident, private: &PrivatePath) -> TokenStream {
    let place = passing.place();
    let root = private.at(place);
    match passing {
        Passing::Value(_) => variable.to_token_stream(),
        Passing::Lent(_) => quote_spanned!(at(place)=> #root::Borrow::borrow(&#variable)),
        Passing::LentOption(_) => {
            quote_spanned!(at(place)=> #variable.as_ref().map(|__storage| #root::Borrow::borrow(__storage)))
        }
    }
}

impl Passing {
    /// The type of what is read, without `&`.
    pub(crate) fn outermost(&self) -> &Type {
        match self {
            Passing::Value(ty) | Passing::Lent(ty) => ty,
            Passing::LentOption(option) => &option.lent,
        }
    }

    /// Where the parameter's type is written.
    fn place(&self) -> Span {
        match self {
            Passing::Value(ty) | Passing::Lent(ty) => ty.span(),
            Passing::LentOption(option) => option.whole.span(),
        }
    }
}
