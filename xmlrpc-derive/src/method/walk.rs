//! A walk through a type, from the outside in.
//!
//! syn's own walk goes through all of Rust's syntax, and takes as long to compile as the rest of this crate, for
//! everybody who uses it.

use syn::punctuated::Punctuated;
use syn::{
    AngleBracketedGenericArguments, GenericArgument, Lifetime, NamedArg, Path, PathArguments, ReturnType, Token,
    TraitBound, Type, TypeParamBound,
};

/// A part of a type, visited before the parts inside it.
pub(crate) enum Part<'t> {
    Type(&'t mut Type),
    Lifetime(&'t mut Lifetime),
    /// A trait that is a bound, as in `dyn Trait`.
    Bound(&'t TraitBound),
    /// The `(&str) -> &str` of `Fn(&str) -> &str`.
    Call,
}

/// A visitor of each part. It returns whether to visit what is inside.
type Visit<'v> = dyn FnMut(Part<'_>) -> bool + 'v;

/// Walks through a type. Expressions, such as the length of an array, and macros are left alone.
pub(crate) fn walk(ty: &mut Type, visit: &mut Visit<'_>) {
    if !visit(Part::Type(ty)) {
        return;
    }
    match ty {
        Type::Array(array) => walk(&mut array.elem, visit),
        Type::FnPtr(pointer) => call(&mut pointer.inputs, &mut pointer.output, visit),
        Type::Group(group) => walk(&mut group.elem, visit),
        Type::ImplTrait(found) => bounds(&mut found.bounds, visit),
        Type::Paren(paren) => walk(&mut paren.elem, visit),
        Type::Path(path) => {
            if let Some(itself) = &mut path.qself {
                walk(&mut itself.ty, visit);
            }
            segments(&mut path.path, visit);
        }
        Type::Ptr(pointer) => walk(&mut pointer.elem, visit),
        Type::Reference(reference) => {
            if let Some(lifetime) = &mut reference.lifetime {
                visit(Part::Lifetime(lifetime));
            }
            walk(&mut reference.elem, visit);
        }
        Type::Slice(slice) => walk(&mut slice.elem, visit),
        Type::TraitObject(object) => bounds(&mut object.bounds, visit),
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(|ty| walk(ty, visit)),
        _ => {}
    }
}

fn segments(path: &mut Path, visit: &mut Visit<'_>) {
    for segment in &mut path.segments {
        match &mut segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(found) => arguments(found, visit),
            PathArguments::Parenthesized(found) => {
                if visit(Part::Call) {
                    call(&mut found.inputs, &mut found.output, visit);
                }
            }
        }
    }
}

fn arguments(arguments: &mut AngleBracketedGenericArguments, visit: &mut Visit<'_>) {
    for argument in &mut arguments.args {
        match argument {
            GenericArgument::Lifetime(lifetime) => {
                visit(Part::Lifetime(lifetime));
            }
            GenericArgument::Type(ty) => walk(ty, visit),
            GenericArgument::AssocType(found) => {
                optional(&mut found.generics, visit);
                walk(&mut found.ty, visit);
            }
            GenericArgument::AssocConst(found) => optional(&mut found.generics, visit),
            GenericArgument::Constraint(found) => {
                optional(&mut found.generics, visit);
                bounds(&mut found.bounds, visit);
            }
            _ => {}
        }
    }
}

fn optional(found: &mut Option<AngleBracketedGenericArguments>, visit: &mut Visit<'_>) {
    if let Some(found) = found {
        arguments(found, visit);
    }
}

fn bounds(bounds: &mut Punctuated<TypeParamBound, Token![+]>, visit: &mut Visit<'_>) {
    for bound in bounds {
        match bound {
            TypeParamBound::Trait(found) => {
                // As a guard of the arm, it would hold the bound while its path is walked through.
                let inside = visit(Part::Bound(found));
                if inside {
                    segments(&mut found.path, visit);
                }
            }
            TypeParamBound::Lifetime(lifetime) => {
                visit(Part::Lifetime(lifetime));
            }
            _ => {}
        }
    }
}

fn call(inputs: &mut Punctuated<NamedArg, Token![,]>, output: &mut ReturnType, visit: &mut Visit<'_>) {
    for input in inputs {
        walk(&mut input.ty, visit);
    }
    if let ReturnType::Type(_, ty) = output {
        walk(ty, visit);
    }
}
