//! The options in an attribute's parentheses.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, Ident, Lit, LitStr, Meta, MetaNameValue, Token, Type};

use crate::errors::Errors;
use crate::nearest::nearest;

/// An attribute of ours: what it is called, and which options it knows.
pub(crate) struct Usage {
    /// Its name.
    pub(crate) attribute: &'static str,
    /// The options' names.
    pub(crate) options: &'static [&'static str],
}

/// Options that may be given more than once.
const REPEATED: &[&str] = &["alias"];

/// The options of an attribute. Each is known, and given once unless it may be repeated.
pub(crate) struct Options(Vec<Meta>);

impl Options {
    /// Reads what stands between the parentheses.
    pub(crate) fn parse(usage: &Usage, tokens: TokenStream, errors: &mut Errors) -> Self {
        let entries = match Punctuated::<Entry, Token![,]>::parse_terminated.parse2(tokens) {
            Ok(entries) => entries,
            Err(error) => {
                errors.push(error);
                Punctuated::new()
            }
        };
        let mut options = Options(Vec::new());
        for entry in entries {
            match entry {
                Entry::Option(option) => options.accept(usage, option, errors),
                Entry::Nameless(literal) => {
                    let first = usage.options[0];
                    let value = match &literal {
                        Lit::Str(_) => String::from("\"…\""),
                        other => other.to_token_stream().to_string(),
                    };
                    errors.on(literal, format!("missing option name: write `{first} = {value}`"));
                }
            }
        }
        options
    }

    /// Reads the options of an attribute on some part of an item.
    pub(crate) fn of_attribute(usage: &Usage, attribute: &Attribute, errors: &mut Errors) -> Self {
        match &attribute.meta {
            Meta::Path(_) => Options(Vec::new()),
            Meta::List(list) => Options::parse(usage, list.tokens.clone(), errors),
            Meta::NameValue(value) => {
                errors.on(value, format!("options go in parentheses: write `#[{}(…)]`", usage.attribute));
                Options(Vec::new())
            }
        }
    }

    /// Reads the options of all attributes of this name on a part of an item.
    pub(crate) fn of_attributes(usage: &Usage, attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut all = Options(Vec::new());
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(usage.attribute)) {
            if let Meta::Path(_) = attribute.meta {
                let first = usage.options[0];
                errors.on(attribute, format!("missing options: write `#[{}({first} = …)]`", usage.attribute));
            }
            for option in Options::of_attribute(usage, attribute, errors).0 {
                all.accept(usage, option, errors);
            }
        }
        all
    }

    /// Where an option is written.
    pub(crate) fn place(&self, name: &str) -> Option<Span> {
        self.find(name).map(|option| option.path().span())
    }

    /// The value of an option `name = …`; `example` shows what it takes.
    pub(crate) fn value(&self, name: &str, example: &str, errors: &mut Errors) -> Option<Expr> {
        let option = self.find(name)?;
        match option {
            Meta::NameValue(option) => Some(option.value.clone()),
            _ => {
                errors.on(option, format!("`{name}` takes a value: write `{name} = {example}`"));
                None
            }
        }
    }

    fn accept(&mut self, usage: &Usage, option: Meta, errors: &mut Errors) {
        let name = name_of(&option);
        if !usage.options.contains(&name.as_str()) {
            errors.on(option.path(), unknown(usage, &name));
        } else if self.find(&name).is_some() && !REPEATED.contains(&name.as_str()) {
            errors.on(option.path(), format!("`{name}` is given twice: remove one"));
        } else {
            self.0.push(option);
        }
    }

    fn find(&self, name: &str) -> Option<&Meta> {
        self.0.iter().find(|option| option.path().is_ident(name))
    }

    /// The text of an option `name = "…"`.
    pub(crate) fn text(&self, name: &str, errors: &mut Errors) -> Option<LitStr> {
        text_of(name, self.find(name)?, errors)
    }

    /// The texts of an option that may be repeated.
    pub(crate) fn texts(&self, name: &str, errors: &mut Errors) -> Vec<LitStr> {
        let options = self.0.iter().filter(|option| option.path().is_ident(name));
        options.filter_map(|option| text_of(name, option, errors)).collect()
    }

    /// The value of an option `name = 4`: a number of at least 1, or an expression that is one.
    pub(crate) fn count(&self, name: &str, errors: &mut Errors) -> Option<Expr> {
        let value = self.value(name, "4", errors)?;
        if let Expr::Lit(ExprLit { lit, .. }) = &value {
            let is_count =
                matches!(lit, Lit::Int(number) if number.base10_parse::<u64>().is_ok_and(|number| number > 0));
            if !is_count {
                errors.on(&value, format!("`{name}` takes a number of at least 1: write `{name} = 4`"));
                return None;
            }
        }
        Some(value)
    }

    /// The type of an option `name = Type`; inside of it none for `name = ()`.
    pub(crate) fn ty(&self, name: &str, example: &str, errors: &mut Errors) -> Option<Option<Type>> {
        let value = self.value(name, example, errors)?;
        match syn::parse2::<Type>(value.to_token_stream()) {
            Ok(Type::Tuple(tuple)) if tuple.elems.is_empty() => Some(None),
            Ok(ty @ (Type::Path(_) | Type::Group(_) | Type::Macro(_))) => Some(Some(ty)),
            _ => {
                errors.on(value, format!("`{name}` takes a type: write `{name} = {example}`"));
                None
            }
        }
    }

    /// The name of an option `name = other`.
    pub(crate) fn ident(&self, name: &str, errors: &mut Errors) -> Option<Ident> {
        let option = self.find(name)?;
        let ident = match option {
            Meta::NameValue(MetaNameValue { value: Expr::Path(path), .. }) => path.path.get_ident().cloned(),
            _ => None,
        };
        if ident.is_none() {
            errors.on(option, format!("`{name}` takes a name: write `{name} = admin`"));
        }
        ident
    }

    /// The name of a new type: an option `name = TypeName`.
    pub(crate) fn type_name(&self, name: &str, errors: &mut Errors) -> Option<Ident> {
        let option = self.find(name)?;
        let ident = match option {
            Meta::NameValue(MetaNameValue { value: Expr::Path(path), .. }) => path.path.get_ident().cloned(),
            _ => None,
        };
        if ident.is_none() {
            errors.on(option, format!("`{name}` names the type that is made: write `{name} = DirectoryClient`"));
        }
        ident
    }

    /// The names of an option `name(one, other)`, each there once.
    pub(crate) fn idents(&self, name: &str, errors: &mut Errors) -> Vec<Ident> {
        let Some(option) = self.find(name) else { return Vec::new() };
        let idents = match option {
            Meta::List(list) => list.parse_args_with(Punctuated::<Ident, Token![,]>::parse_terminated).ok(),
            _ => None,
        };
        let Some(idents) = idents.filter(|idents| !idents.is_empty()) else {
            errors.on(option, format!("`{name}` takes names: write `{name}(admin, user)`"));
            return Vec::new();
        };
        let mut once: Vec<Ident> = Vec::new();
        for ident in idents {
            if once.contains(&ident) {
                errors.on(&ident, format!("`{ident}` is listed twice: remove one"));
            } else {
                once.push(ident);
            }
        }
        once
    }

    /// An option that is there alone or with a value: `name`, `name = value`.
    pub(crate) fn optional_value(&self, name: &str, errors: &mut Errors) -> Option<Option<Expr>> {
        match self.find(name)? {
            Meta::Path(_) => Some(None),
            Meta::NameValue(option) => Some(Some(option.value.clone())),
            Meta::List(list) => {
                errors.on(list, format!("write `{name}` alone or `{name} = …`"));
                None
            }
        }
    }

    /// An option that is there, or that says `= true` or `= false`, and its place.
    pub(crate) fn switch(&self, name: &str, errors: &mut Errors) -> Option<(bool, Span)> {
        let option = self.find(name)?;
        let on = match option {
            Meta::Path(_) => true,
            Meta::NameValue(MetaNameValue { value: Expr::Lit(ExprLit { lit: Lit::Bool(on), .. }), .. }) => on.value,
            _ => {
                errors.on(option, format!("write `{name}` alone, or `{name} = false`"));
                return None;
            }
        };
        Some((on, option.span()))
    }

    /// The place of an option that is there or not.
    pub(crate) fn flag(&self, name: &str, errors: &mut Errors) -> Option<Span> {
        let option = self.find(name)?;
        if !matches!(option, Meta::Path(_)) {
            errors.on(option, format!("`{name}` takes no value: write `{name}` alone"));
        }
        Some(option.span())
    }
}

/// One entry of the list: literals are read too, to say what is wrong with them.
enum Entry {
    Option(Meta),
    Nameless(Lit),
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(Lit) { input.parse().map(Entry::Nameless) } else { input.parse().map(Entry::Option) }
    }
}

fn text_of(name: &str, option: &Meta, errors: &mut Errors) -> Option<LitStr> {
    let text = match option {
        Meta::NameValue(option) => literal_text(&option.value),
        _ => None,
    };
    if text.is_none() {
        errors.on(option, format!("`{name}` takes a string literal: write `{name} = \"…\"`"));
    }
    text
}

fn name_of(option: &Meta) -> String {
    match option.path().get_ident() {
        Some(name) => name.to_string(),
        None => String::from("a path"),
    }
}

fn unknown(usage: &Usage, name: &str) -> String {
    let list = usage.options.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>().join(", ");
    let hint = match nearest(name, usage.options) {
        Some(near) => format!("did you mean `{near}`? "),
        None => String::new(),
    };
    format!("`#[{}]` has no option `{name}`: {hint}it has {list}", usage.attribute)
}

/// A string literal, also one that came through a `macro_rules` fragment.
pub(crate) fn literal_text(value: &Expr) -> Option<LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.clone()),
        Expr::Group(group) => literal_text(&group.expr),
        _ => None,
    }
}
