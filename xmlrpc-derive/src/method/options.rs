//! The options of `#[expose(…)]`.

use proc_macro2::Span;
use syn::{Attribute, Expr, LitStr, Meta, Type};

use super::name::complaint_about;
use crate::errors::Errors;
use crate::options::{Options, Usage, literal_text};

/// The options of a method in a block.
pub(crate) const OF_METHOD: Usage = Usage {
    attribute: "expose",
    options: &[
        "name",
        "alias",
        "absolute",
        "inline",
        "keywords",
        "answer",
        "max_concurrent",
        "hidden",
        "help",
        "returns",
    ],
};

/// The options of a free function.
pub(crate) const OF_FUNCTION: Usage = Usage {
    attribute: "expose",
    options: &["name", "alias", "inline", "keywords", "answer", "max_concurrent", "hidden", "help", "returns", "crate"],
};

/// What the option `answer` takes.
pub(crate) const ANSWER: &str = "RosEnvelope";

/// The options of `#[expose(…)]`.
pub(crate) struct MethodOptions {
    pub(super) name: Option<LitStr>,
    pub(super) absolute: Option<LitStr>,
    pub(super) aliases: Vec<LitStr>,
    /// Whether the method says that it is inline, or that it is not, and where.
    pub(super) inline: Option<(bool, Span)>,
    /// Whether parameters may be given by their names.
    pub(super) keywords: Option<bool>,
    /// The envelope of results: this one, or none in a block that has one.
    pub(super) answer: Option<Option<Type>>,
    /// How many calls run at the same time.
    pub(super) max_concurrent: Option<Expr>,
    /// Where the limit stands.
    pub(super) limit: Option<Span>,
    pub(super) remarks: Remarks,
}

/// What the help on a method has besides its doc comment.
pub(crate) struct Remarks {
    pub(super) hidden: bool,
    /// The help on the wire, in place of the doc comment.
    pub(super) help: Option<LitStr>,
    pub(super) returns: Option<LitStr>,
    pub(super) deprecated: Option<Deprecated>,
}

/// `#[deprecated]`, with its note.
pub(crate) struct Deprecated {
    pub(crate) note: Option<LitStr>,
    pub(crate) since: Option<LitStr>,
}

impl Remarks {
    /// The mark that the method is deprecated, if it is.
    pub(crate) fn deprecated(&self) -> Option<&Deprecated> {
        self.deprecated.as_ref()
    }
}

impl MethodOptions {
    /// Picks the options that methods and functions share.
    pub(crate) fn new(options: &Options, errors: &mut Errors) -> Self {
        let (name, absolute) = (options.text("name", errors), options.text("absolute", errors));
        let aliases = options.texts("alias", errors);
        for name in name.iter().chain(&absolute).chain(&aliases) {
            if let Some(complaint) = complaint_about(&name.value()) {
                errors.on(name, complaint);
            }
        }
        if let (Some(_), Some(absolute)) = (&name, options.place("absolute")) {
            errors.at(absolute, "`name` and `absolute` are mutually exclusive: remove one");
        }
        let max_concurrent = options.count("max_concurrent", errors);
        MethodOptions {
            name,
            absolute,
            aliases,
            inline: options.switch("inline", errors),
            keywords: options.switch("keywords", errors).map(|(on, _)| on),
            answer: options.ty("answer", ANSWER, errors),
            max_concurrent,
            limit: options.place("max_concurrent"),
            remarks: Remarks {
                hidden: options.flag("hidden", errors).is_some(),
                help: options.text("help", errors),
                returns: options.text("returns", errors),
                deprecated: None,
            },
        }
    }
}

impl Deprecated {
    /// The mark in a method's attributes. The compiler reports the mistakes in it.
    pub(super) fn of(attributes: &[Attribute]) -> Option<Self> {
        let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("deprecated"))?;
        let mut deprecated = Deprecated { note: None, since: None };
        match &attribute.meta {
            Meta::Path(_) => {}
            Meta::NameValue(note) => deprecated.note = literal_text(&note.value),
            Meta::List(_) => {
                let read = attribute.parse_nested_meta(|option| {
                    let value: Expr = option.value()?.parse()?;
                    if option.path.is_ident("note") {
                        deprecated.note = literal_text(&value);
                    } else if option.path.is_ident("since") {
                        deprecated.since = literal_text(&value);
                    }
                    Ok(())
                });
                drop(read);
            }
        }
        Some(deprecated)
    }

    /// The note as callers read it.
    pub(super) fn text(&self) -> String {
        let note = self.note.as_ref().map(LitStr::value).unwrap_or_default();
        match self.since.as_ref().map(LitStr::value) {
            None => note,
            Some(since) if note.is_empty() => format!("since {since}"),
            Some(since) => format!("since {since}: {note}"),
        }
    }
}
