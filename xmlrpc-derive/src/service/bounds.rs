//! Type parameters of a block that its methods read or send, without a bound that allows it.

use syn::{GenericArgument, Generics, Ident, PathArguments, Type, TypeParam, TypeParamBound, WherePredicate};

use super::model::Service;
use crate::errors::Errors;
use crate::method::{Method, peeled};

/// Traits that say nothing about serde. Any other trait may imply what is needed.
const NEUTRAL: [&str; 17] = [
    "Send",
    "Sync",
    "Clone",
    "Copy",
    "Debug",
    "Display",
    "Default",
    "Sized",
    "Unpin",
    "PartialEq",
    "Eq",
    "PartialOrd",
    "Ord",
    "Hash",
    "ToString",
    "UnwindSafe",
    "RefUnwindSafe",
];

/// Types that are read and sent if what is in them is.
const HOLDERS: [&str; 11] =
    ["Vec", "Option", "Result", "Box", "Cow", "HashMap", "BTreeMap", "HashSet", "BTreeSet", "VecDeque", "LinkedList"];

/// Refuses type parameters that nothing lets the methods read or send: one error for each of them.
pub(super) fn check(service: &Service, generics: &Generics, errors: &mut Errors) {
    for parameter in generics.type_params().filter(|parameter| is_unbounded(parameter, generics)) {
        let name = &parameter.ident;
        let is_read = service.methods.iter().any(|method| reads(method, name));
        let is_sent = service.methods.iter().any(|method| sends(method, name));
        let (what, bounds) = match (is_read, is_sent) {
            (false, false) => continue,
            (true, false) => ("read from parameters", "serde::de::DeserializeOwned"),
            (false, true) => ("sent in results", "serde::Serialize"),
            (true, true) => {
                ("read from parameters and sent in results", "serde::de::DeserializeOwned + serde::Serialize")
            }
        };
        errors.on(name, format!("`{name}` is {what}, and may be any type: write `where {name}: {bounds}`"));
    }
}

fn is_unbounded(parameter: &TypeParam, generics: &Generics) -> bool {
    let of_clause =
        generics.where_clause.iter().flat_map(|clause| &clause.predicates).filter_map(|predicate| match predicate {
            WherePredicate::Type(found) if is_parameter(&found.bounded_ty, &parameter.ident) => Some(&found.bounds),
            _ => None,
        });
    of_clause.flatten().chain(&parameter.bounds).all(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            bound.path.segments.last().is_some_and(|last| NEUTRAL.iter().any(|known| last.ident == known))
        }
        TypeParamBound::Lifetime(_) => true,
        _ => false,
    })
}

fn reads(method: &Method, name: &Ident) -> bool {
    method.wire_parameters().any(|parameter| holds(parameter.passing.outermost(), name))
}

fn sends(method: &Method, name: &Ident) -> bool {
    method.result.as_ref().is_some_and(|result| holds(result, name))
}

/// Whether values of the type parameter are in values of a type. The error of a `Result` is not sent.
fn holds(ty: &Type, name: &Ident) -> bool {
    match peeled(ty) {
        ty if is_parameter(ty, name) => true,
        Type::Array(array) => holds(&array.elem, name),
        Type::Slice(slice) => holds(&slice.elem, name),
        Type::Reference(reference) => holds(&reference.elem, name),
        Type::Tuple(tuple) => tuple.elems.iter().any(|element| holds(element, name)),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return false };
            let PathArguments::AngleBracketed(arguments) = &last.arguments else { return false };
            let is_result = last.ident.to_string().ends_with("Result");
            if !is_result && !HOLDERS.iter().any(|holder| last.ident == holder) {
                return false;
            }
            let most = if is_result { 1 } else { arguments.args.len() };
            arguments.args.iter().take(most).any(|argument| match argument {
                GenericArgument::Type(ty) => holds(ty, name),
                _ => false,
            })
        }
        _ => false,
    }
}

fn is_parameter(ty: &Type, name: &Ident) -> bool {
    matches!(peeled(ty), Type::Path(path) if path.qself.is_none() && path.path.is_ident(name))
}
