//! What serde's attributes say of a type. Mistakes in them are serde's to tell.

use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Meta, Token, Type};

use crate::case::Case;
use crate::options::literal_text;

/// One thing for what is read and one for what is written.
#[derive(Clone, Default)]
pub(super) struct Ways<T> {
    pub(super) read: T,
    pub(super) written: T,
}

/// What is said of a type, a variant or a field; each has its own selection.
#[derive(Default)]
pub(super) struct Said {
    rename: Ways<Option<String>>,
    rename_all: Ways<Option<Case>>,
    rename_all_fields: Ways<Option<Case>>,
    /// Whether it is left out of what is read, and of what is written.
    pub(super) skipped: Ways<bool>,
    pub(super) tag: Option<LitStr>,
    pub(super) content: Option<LitStr>,
    pub(super) untagged: bool,
    pub(super) transparent: bool,
    /// Whether it may be absent: read as a default, or written under a condition.
    pub(super) optional: bool,
    pub(super) flatten: bool,
    /// The last name of the path of a function or module that reads or writes it.
    pub(super) with: Option<String>,
    /// The type that is read or written in its place.
    pub(super) instead: Option<Type>,
}

impl Said {
    pub(super) fn by(attributes: &[Attribute]) -> Self {
        let mut said = Said::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let entries = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            for entry in entries.into_iter().flatten() {
                said.take(&entry);
            }
        }
        said
    }

    fn take(&mut self, entry: &Meta) {
        let Some(name) = entry.path().get_ident() else { return };
        match name.to_string().as_str() {
            "rename" => self.rename = ways(entry, |text| Some(text.value())),
            "rename_all" => self.rename_all = ways(entry, |text| Case::named(&text.value())),
            "rename_all_fields" => self.rename_all_fields = ways(entry, |text| Case::named(&text.value())),
            "skip" => self.skipped = Ways { read: true, written: true },
            "skip_deserializing" => self.skipped.read = true,
            "skip_serializing" => self.skipped.written = true,
            "tag" => self.tag = text_of(entry),
            "content" => self.content = text_of(entry),
            "untagged" => self.untagged = true,
            "transparent" => self.transparent = true,
            "default" | "skip_serializing_if" => self.optional = true,
            "flatten" => self.flatten = true,
            "with" | "serialize_with" | "deserialize_with" => self.with = Some(last_name(entry)),
            "from" | "try_from" => self.instead = text_of(entry).and_then(|text| text.parse().ok()),
            "into" => self.instead = self.instead.take().or(text_of(entry).and_then(|text| text.parse().ok())),
            _ => {}
        }
    }

    /// The names of a field, of a struct or variant of which `outer` is said, in an enum of which `whole` is said.
    pub(super) fn field_names(&self, field: &Ident, outer: &Said, whole: Option<&Said>) -> Ways<String> {
        let plain = crate::method::rust_name(field);
        let fallback = whole.map(|whole| whole.rename_all_fields.clone()).unwrap_or_default();
        let rule = |own: Option<Case>, fallback: Option<Case>| own.or(fallback);
        let name = |own: &Option<String>, rule: Option<Case>| match (own, rule) {
            (Some(name), _) => name.clone(),
            (None, Some(case)) => case.of_field(&plain),
            (None, None) => plain.clone(),
        };
        Ways {
            read: name(&self.rename.read, rule(outer.rename_all.read, fallback.read)),
            written: name(&self.rename.written, rule(outer.rename_all.written, fallback.written)),
        }
    }

    /// The name by which a variant is read, of an enum of which `whole` is said.
    pub(super) fn variant_name(&self, variant: &Ident, whole: &Said) -> String {
        let plain = crate::method::rust_name(variant);
        match (&self.rename.read, whole.rename_all.read) {
            (Some(name), _) => name.clone(),
            (None, Some(case)) => case.of_variant(&plain),
            (None, None) => plain,
        }
    }

    /// Whether it is neither read nor written.
    pub(super) fn is_left_out(&self) -> bool {
        self.skipped.read && self.skipped.written
    }
}

/// `name = "…"`, or `name(serialize = "…", deserialize = "…")`.
fn ways<T>(entry: &Meta, value: impl Fn(&LitStr) -> Option<T>) -> Ways<Option<T>> {
    if let Some(text) = text_of(entry) {
        return Ways { read: value(&text), written: value(&text) };
    }
    let mut ways = Ways { read: None, written: None };
    if let Meta::List(list) = entry {
        let entries = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        for entry in entries.into_iter().flatten() {
            let text = text_of(&entry);
            if entry.path().is_ident("deserialize") {
                ways.read = text.as_ref().and_then(&value);
            } else if entry.path().is_ident("serialize") {
                ways.written = text.as_ref().and_then(&value);
            }
        }
    }
    ways
}

fn text_of(entry: &Meta) -> Option<LitStr> {
    match entry {
        Meta::NameValue(entry) => literal_text(&entry.value),
        _ => None,
    }
}

fn last_name(entry: &Meta) -> String {
    let path = text_of(entry).map(|text| text.value()).unwrap_or_default();
    let names: Vec<&str> = path.split("::").map(str::trim).collect();
    match names[..] {
        [.., module, "serialize" | "deserialize"] => module.to_owned(),
        [.., last] => last.to_owned(),
        [] => String::new(),
    }
}
