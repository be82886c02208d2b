//! What the tokens of a type show, and types rewritten for places other than a signature.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{
    GenericArgument, GenericParam, Generics, Ident, Lifetime, LifetimeParam, Path, PathArguments, Type, TypeImplTrait,
    TypePath, TypeReference, parse_quote,
};

use super::walk::{Part, walk};
use crate::method::LentOption;

/// The type without parentheses, written or invisible.
pub(crate) fn peeled(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => peeled(&group.elem),
        Type::Paren(paren) => peeled(&paren.elem),
        _ => ty,
    }
}

/// Whether the type is a path whose last segment is `name`.
pub(crate) fn ends_in(ty: &Type, name: &str) -> bool {
    match peeled(ty) {
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == name),
        _ => false,
    }
}

/// Whether the type is, by its name, one of Rust's own that hold values and nothing else.
pub(crate) fn is_plain(ty: &Type) -> bool {
    const PLAIN: [&str; 18] = [
        "i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize", "f32", "f64", "bool",
        "char", "String", "PathBuf",
    ];
    match peeled(ty) {
        Type::Path(path) => path.path.get_ident().is_some_and(|name| PLAIN.iter().any(|plain| name == plain)),
        _ => false,
    }
}

/// Whether the type may be a date, or a collection of dates alone, as far as its tokens show. The compiler is not
/// asked about other types.
pub(crate) fn may_be_a_date(ty: &Type) -> bool {
    match peeled(ty) {
        Type::Slice(slice) => may_be_a_date(&slice.elem),
        Type::Array(array) => may_be_a_date(&array.elem),
        Type::Tuple(tuple) => !tuple.elems.is_empty() && tuple.elems.iter().all(may_be_a_date),
        Type::Path(path) => {
            let Some(last) = path.path.segments.last() else { return true };
            match &last.arguments {
                PathArguments::None => !(is_plain(ty) || last.ident == "str" || last.ident == "Path"),
                PathArguments::AngleBracketed(arguments) => {
                    let name = last.ident.to_string();
                    let wrapper = ["Option", "Vec", "Result"].contains(&name.as_str());
                    let is_map = ["HashMap", "BTreeMap"].contains(&name.as_str());
                    let mut types = arguments.args.iter().filter_map(|argument| match argument {
                        GenericArgument::Type(ty) => Some(ty),
                        _ => None,
                    });
                    let dates = if is_map { types.nth(1) } else { types.next() };
                    !(wrapper || is_map) || dates.is_none_or(may_be_a_date)
                }
                PathArguments::Parenthesized(_) => false,
            }
        }
        Type::Macro(_) => true,
        _ => false,
    }
}

/// Whether the type is `[u8]`.
pub(crate) fn is_bytes(ty: &Type) -> bool {
    match peeled(ty) {
        Type::Slice(slice) => ends_in(&slice.elem, "u8"),
        _ => false,
    }
}

/// Where to show what is wrong with the value that a result holds, and what is wrong with its error.
pub(crate) fn value_and_error(ty: &Type) -> (Span, Span) {
    let Type::Path(path) = peeled(ty) else { return (place_of(ty), place_of(ty)) };
    let Some(segment) = path.path.segments.last() else { return (ty.span(), ty.span()) };
    let name = segment.ident.span();
    match &segment.arguments {
        PathArguments::AngleBracketed(arguments) if segment.ident.to_string().ends_with("Result") => {
            let mut types = arguments.args.iter().filter_map(|argument| match argument {
                GenericArgument::Type(ty) => Some(place_of(ty)),
                _ => None,
            });
            (types.next().unwrap_or(name), types.next().unwrap_or(name))
        }
        _ => (name, name),
    }
}

/// The token that names a type.
fn place_of(ty: &Type) -> Span {
    match peeled(ty) {
        Type::Path(path) => path.path.segments.last().map_or_else(|| ty.span(), |last| last.ident.span()),
        Type::Reference(reference) => place_of(&reference.elem),
        other => other.span(),
    }
}

/// The `T` of an `Option<T>`.
pub(crate) fn in_option(ty: &Type) -> Option<&Type> {
    argument_of(ty, "Option")
}

/// The `T` of a `Vec<T>` or a `[T]`.
pub(crate) fn in_list(ty: &Type) -> Option<&Type> {
    match peeled(ty) {
        Type::Slice(slice) => Some(&slice.elem),
        _ => argument_of(ty, "Vec"),
    }
}

fn argument_of<'t>(ty: &'t Type, name: &str) -> Option<&'t Type> {
    let Type::Path(path) = peeled(ty) else { return None };
    let segment = path.path.segments.last().filter(|segment| segment.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    match arguments.args.iter().collect::<Vec<_>>()[..] {
        [GenericArgument::Type(argument)] => Some(argument),
        _ => None,
    }
}

/// `Option<&T>`, if that is what the type is.
pub(crate) fn lent_option(ty: &Type) -> Option<LentOption> {
    let argument = in_option(ty)?;
    let Type::Reference(TypeReference { mutability: None, elem, .. }) = peeled(argument) else { return None };
    Some(LentOption { whole: ty.clone(), lent: (**elem).clone() })
}

impl LentOption {
    /// The `Option` of another type: the path is the user's own.
    pub(crate) fn of(&self, inner: Type) -> Type {
        let mut whole = peeled(&self.whole).clone();
        if let Type::Path(path) = &mut whole
            && let Some(segment) = path.path.segments.last_mut()
            && let PathArguments::AngleBracketed(arguments) = &mut segment.arguments
            && let Some(argument) = arguments.args.first_mut()
        {
            *argument = GenericArgument::Type(inner);
        }
        whole
    }
}

/// The first `impl Trait` in a type.
pub(crate) fn impl_trait_in(ty: &Type) -> Option<TypeImplTrait> {
    let mut first = None;
    walk(&mut ty.clone(), &mut |part| {
        if let Part::Type(Type::ImplTrait(found)) = part {
            first.get_or_insert_with(|| found.clone());
        }
        first.is_none()
    });
    first
}

/// The first reference in a type, but for those in the signatures of function pointers and closures.
pub(crate) fn reference_in(ty: &Type) -> Option<TypeReference> {
    let mut first = None;
    walk(&mut ty.clone(), &mut |part| {
        if let Part::Type(Type::Reference(found)) = part {
            first.get_or_insert_with(|| found.clone());
            return false;
        }
        first.is_none() && !matches!(part, Part::Type(Type::FnPtr(_)) | Part::Call)
    });
    first
}

/// The type with every lifetime `'static`, for places that no caller's lifetime reaches.
pub(crate) fn with_static_lifetimes(ty: &Type) -> Type {
    let mut ty = ty.clone();
    walk(&mut ty, &mut |part| {
        match part {
            Part::Lifetime(lifetime) => *lifetime = Lifetime::new("'static", lifetime.span()),
            Part::Type(Type::Reference(reference)) => {
                let span = reference.and_token.span;
                reference.lifetime.get_or_insert_with(|| Lifetime::new("'static", span));
            }
            // The lifetimes in there are their own.
            Part::Type(Type::FnPtr(_)) | Part::Call => return false,
            Part::Bound(bound) => return bound.lifetimes.is_none(),
            Part::Type(_) => {}
        }
        true
    });
    ty
}

/// The type with a name for every lifetime that has none. The names are added to `generics`.
pub(crate) fn with_named_lifetimes(ty: &Type, generics: &mut Generics) -> Type {
    let mut ty = ty.clone();
    let mut names = Vec::new();
    walk(&mut ty, &mut |part| {
        let mut name = |place: Span| {
            let lifetime = Lifetime::new(&format!("'__anonymous{}", names.len()), place);
            names.push(lifetime.clone());
            lifetime
        };
        match part {
            Part::Lifetime(lifetime) if lifetime.ident == "_" => *lifetime = name(lifetime.span()),
            Part::Type(Type::Reference(reference)) if reference.lifetime.is_none() => {
                reference.lifetime = Some(name(reference.and_token.span));
            }
            Part::Type(Type::FnPtr(_)) | Part::Call => return false,
            _ => {}
        }
        true
    });
    for (index, lifetime) in names.into_iter().enumerate() {
        generics.params.insert(index, GenericParam::Lifetime(LifetimeParam::new(lifetime)));
    }
    ty
}

/// Rewrites a method's types for generated code that stands outside the method.
pub(crate) struct Outside<'b> {
    /// The trait that the block implements, whose associated types `Self::…` may mean.
    pub(crate) trait_path: Option<&'b Path>,
    /// Lifetimes that only the method knows.
    pub(crate) lifetimes: Vec<Ident>,
}

impl<'b> Outside<'b> {
    pub(crate) fn new(trait_path: Option<&'b Path>, generics: &Generics) -> Self {
        let lifetimes = generics.lifetimes().map(|parameter| parameter.lifetime.ident.clone()).collect();
        Outside { trait_path, lifetimes }
    }

    pub(crate) fn rewritten(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        walk(&mut ty, &mut |part| {
            match part {
                Part::Lifetime(lifetime) if self.lifetimes.contains(&lifetime.ident) => {
                    *lifetime = Lifetime::new("'_", lifetime.span());
                }
                Part::Type(Type::Path(path)) => {
                    if let Some(trait_path) = self.trait_path {
                        qualify(path, trait_path);
                    }
                }
                _ => {}
            }
            true
        });
        ty
    }
}

/// `Self::Item` is `<Self as Trait>::Item`, which also holds where another trait is implemented.
fn qualify(path: &mut TypePath, trait_path: &Path) {
    let mut segments = path.path.segments.iter();
    let Some(itself) = segments.next().filter(|first| first.ident == "Self" && path.qself.is_none()) else { return };
    let rest: Vec<_> = segments.collect();
    if !rest.is_empty() {
        *path = parse_quote!(<#itself as #trait_path>::#(#rest)::*);
    }
}

#[cfg(test)]
mod tests {
    use quote::{ToTokens, quote};

    use super::*;

    fn shown(tokens: impl ToTokens) -> String {
        tokens.to_token_stream().to_string().replace(' ', "")
    }

    #[test]
    fn elided_and_named_lifetimes_become_static() {
        let ty: Type = parse_quote!(Result<&str, Cow<'a, [&'_ u8]>>);
        assert_eq!(shown(with_static_lifetimes(&ty)), shown(quote!(Result<&'static str, Cow<'static, [&'static u8]>>)));
    }

    #[test]
    fn lifetimes_of_function_pointers_are_their_own() {
        let ty: Type = parse_quote!(PhantomData<fn(&str) -> &str>);
        assert_eq!(shown(with_static_lifetimes(&ty)), shown(&ty));
        assert!(reference_in(&ty).is_none());
    }

    #[test]
    fn lifetimes_of_bounds_are_their_own_if_they_are_declared_there() {
        let ty: Type =
            parse_quote!((Box<dyn for<'a> Read<&'a str> + 'm>, dyn Iterator<Item: Ord<&u8>, Key<'m> = [&u8; 2]>));
        let is: Type = parse_quote!((
            Box<dyn for<'a> Read<&'a str> + 'static>,
            dyn Iterator<Item: Ord<&'static u8>, Key<'static> = [&'static u8; 2]>
        ));
        assert_eq!(shown(with_static_lifetimes(&ty)), shown(is));
    }

    #[test]
    fn what_is_found_is_the_first_from_the_outside() {
        let found = |ty: &Type| reference_in(ty).map(shown);
        assert_eq!(
            found(&parse_quote!((Box<dyn Fn(&a) -> &b>, *const [<&'x c as T>::Of; 2], &d))),
            Some("&'xc".to_owned())
        );
        assert_eq!(found(&parse_quote!(Box<dyn Read<&'x u8> + 'x>)), Some("&'xu8".to_owned()));
        assert_eq!(impl_trait_in(&parse_quote!(fn(&impl Read) -> impl Write)).map(shown), Some("implRead".to_owned()));
        assert!(impl_trait_in(&parse_quote!(Vec<[u8; 4]>)).is_none());
    }

    #[test]
    fn only_the_methods_own_lifetimes_are_inferred_outside() {
        let generics = parse_quote!(<'m>);
        let outside = Outside::new(None, &generics);
        let ty: Type = parse_quote!(Pair<'m, 'block>);
        assert_eq!(shown(outside.rewritten(&ty)), shown(quote!(Pair<'_, 'block>)));
    }

    #[test]
    fn associated_types_are_qualified_with_their_trait() {
        let trait_path: Path = parse_quote!(store::Store<u8>);
        let outside = Outside::new(Some(&trait_path), &Generics::default());
        let ty: Type = parse_quote!(Result<Vec<Self::Item>, Self>);
        assert_eq!(shown(outside.rewritten(&ty)), shown(quote!(Result<Vec<<Self as store::Store<u8>>::Item>, Self>)));
    }

    #[test]
    fn optional_references_are_taken_apart_and_put_together() {
        let found = lent_option(&parse_quote!(std::option::Option<&'a [u8]>)).expect("an optional reference");
        assert!(is_bytes(&found.lent));
        assert_eq!(shown(found.of(parse_quote!(Base64))), shown(quote!(std::option::Option<Base64>)));
        assert!(lent_option(&parse_quote!(Option<String>)).is_none());
        assert!(lent_option(&parse_quote!(Option<&mut String>)).is_none());
    }
}
