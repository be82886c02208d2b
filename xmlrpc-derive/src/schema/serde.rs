//! serde's attributes. serde's own derives report the mistakes in them.

use syn::punctuated::Punctuated;
use syn::{Attribute, Ident, LitStr, Meta, Token, Type};

use crate::case::Case;
use crate::options::literal_text;

/// One value for reading and one for writing.
#[derive(Clone, Default)]
pub(super) struct PerDirection<T> {
    pub(super) read: T,
    pub(super) written: T,
}

/// The attributes of a type, a variant or a field; each may have some of them.
#[derive(Default)]
pub(super) struct SerdeAttributes {
    rename: PerDirection<Option<String>>,
    rename_all: PerDirection<Option<Case>>,
    rename_all_fields: PerDirection<Option<Case>>,
    /// Whether it is left out.
    pub(super) skipped: PerDirection<bool>,
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
    pub(super) replacement: Option<Type>,
}

impl SerdeAttributes {
    pub(super) fn of(attributes: &[Attribute]) -> Self {
        let mut found = SerdeAttributes::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            let entries = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
            for entry in entries.into_iter().flatten() {
                found.take(&entry);
            }
        }
        found
    }

    fn take(&mut self, entry: &Meta) {
        let Some(name) = entry.path().get_ident() else { return };
        match name.to_string().as_str() {
            "rename" => self.rename = per_direction(entry, |text| Some(text.value())),
            "rename_all" => self.rename_all = per_direction(entry, |text| Case::named(&text.value())),
            "rename_all_fields" => self.rename_all_fields = per_direction(entry, |text| Case::named(&text.value())),
            "skip" => self.skipped = PerDirection { read: true, written: true },
            "skip_deserializing" => self.skipped.read = true,
            "skip_serializing" => self.skipped.written = true,
            "tag" => self.tag = text_of(entry),
            "content" => self.content = text_of(entry),
            "untagged" => self.untagged = true,
            "transparent" => self.transparent = true,
            "default" | "skip_serializing_if" => self.optional = true,
            "flatten" => self.flatten = true,
            "with" | "serialize_with" | "deserialize_with" => self.with = Some(last_name(entry)),
            "from" | "try_from" => self.replacement = text_of(entry).and_then(|text| text.parse().ok()),
            "into" => self.replacement = self.replacement.take().or(text_of(entry).and_then(|text| text.parse().ok())),
            _ => {}
        }
    }

    /// The names of a field. `container` has the attributes of its struct or variant, `enumeration` those of the enum.
    pub(super) fn field_names(
        &self,
        field: &Ident,
        container: &SerdeAttributes,
        enumeration: Option<&SerdeAttributes>,
    ) -> PerDirection<String> {
        let plain = crate::method::rust_name(field);
        let fallback = enumeration.map(|enumeration| enumeration.rename_all_fields.clone()).unwrap_or_default();
        let rule = |own: Option<Case>, fallback: Option<Case>| own.or(fallback);
        let name = |own: &Option<String>, rule: Option<Case>| match (own, rule) {
            (Some(name), _) => name.clone(),
            (None, Some(case)) => case.of_field(&plain),
            (None, None) => plain.clone(),
        };
        PerDirection {
            read: name(&self.rename.read, rule(container.rename_all.read, fallback.read)),
            written: name(&self.rename.written, rule(container.rename_all.written, fallback.written)),
        }
    }

    /// The name by which a variant is read. `enumeration` has the attributes of the enum.
    pub(super) fn variant_name(&self, variant: &Ident, enumeration: &SerdeAttributes) -> String {
        let plain = crate::method::rust_name(variant);
        match (&self.rename.read, enumeration.rename_all.read) {
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
fn per_direction<T>(entry: &Meta, value: impl Fn(&LitStr) -> Option<T>) -> PerDirection<Option<T>> {
    if let Some(text) = text_of(entry) {
        return PerDirection { read: value(&text), written: value(&text) };
    }
    let mut values = PerDirection { read: None, written: None };
    if let Meta::List(list) = entry {
        let entries = list.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        for entry in entries.into_iter().flatten() {
            let text = text_of(&entry);
            if entry.path().is_ident("deserialize") {
                values.read = text.as_ref().and_then(&value);
            } else if entry.path().is_ident("serialize") {
                values.written = text.as_ref().and_then(&value);
            }
        }
    }
    values
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
