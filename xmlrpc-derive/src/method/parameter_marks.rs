//! Doc comments and `#[param(…)]` on parameters, where the compiler accepts neither.

use proc_macro2::Span;
use syn::{Attribute, Expr, FnArg, LitStr, Meta, PatType, Signature};

use super::complaint_about;
use crate::doc::Help;
use crate::errors::Errors;
use crate::options::{Options, Usage};
use crate::syntax::take_named;

const PARAM: Usage =
    Usage { attribute: "param", options: &["name", "default", "rest", "context", "flatten", "keywords"] };

/// The doc comments and the `#[param(…)]` of one parameter.
pub(crate) struct ParameterMarks {
    pub(crate) help: Help,
    attributes: Vec<Attribute>,
}

/// The options of `#[param(…)]`.
#[derive(Default)]
pub(crate) struct ParameterOptions {
    pub(crate) name: Option<LitStr>,
    /// There is a default: this value, or that of the type.
    pub(crate) default: Option<Option<Expr>>,
    pub(crate) rest: Option<Span>,
    pub(crate) context: Option<Span>,
    pub(crate) flatten: Option<Span>,
    pub(crate) keywords: Option<Span>,
}

impl ParameterMarks {
    /// Takes the marks off the parameters of a signature. One entry a parameter, without `self`.
    pub(crate) fn lift(signature: &mut Signature) -> Vec<Self> {
        signature
            .inputs
            .iter_mut()
            .filter_map(typed)
            .map(|parameter| ParameterMarks::off(&mut parameter.attrs))
            .collect()
    }

    fn off(attributes: &mut Vec<Attribute>) -> Self {
        let help = Help::lift(attributes);
        ParameterMarks { help, attributes: take_named(attributes, &["param"]) }
    }

    /// Refuses options on the parameters of a method that is not exposed.
    pub(crate) fn refuse_unpublished(marks: &[Self], errors: &mut Errors) {
        for attribute in marks.iter().flat_map(|mark| &mark.attributes) {
            errors.on(attribute, "`#[param]` on a method that is not exposed: put `#[expose]` on the method");
        }
    }

    pub(crate) fn options(&self, errors: &mut Errors) -> ParameterOptions {
        let Some((first, more)) = self.attributes.split_first() else { return ParameterOptions::default() };
        for again in more {
            errors.on(again, "duplicate `#[param]`: put all options into one");
        }
        if matches!(first.meta, Meta::Path(_)) {
            errors.on(first, "`#[param]` needs an option: write, for example, `#[param(default)]`");
        }
        let options = Options::of_attribute(&PARAM, first, errors);
        let found = ParameterOptions {
            name: options.text("name", errors),
            default: options.optional_value("default", errors),
            rest: options.flag("rest", errors),
            context: options.flag("context", errors),
            flatten: options.flag("flatten", errors),
            keywords: options.flag("keywords", errors),
        };
        if let Some(name) = &found.name
            && let Some(complaint) = complaint_about(&name.value())
        {
            errors.on(name, complaint);
        }
        if let (Some(place), true) = (options.place("default"), found.rest.is_some()) {
            errors.at(place, "`rest` is empty if no values are left: remove `default`");
        }
        if found.context.is_some() {
            for other in ["name", "default", "rest", "flatten", "keywords"] {
                if let Some(place) = options.place(other) {
                    errors.at(place, format!("the context is not sent by the caller: remove `{other}`"));
                }
            }
        } else if found.flatten.is_some() || found.keywords.is_some() {
            for other in ["name", "default", "rest"] {
                if let Some(place) = options.place(other) {
                    let sentence = format!("the members of the struct are the parameters: write `{other}` on them");
                    errors.at(place, sentence);
                }
            }
            if let (Some(_), Some(place)) = (found.flatten, options.place("keywords")) {
                errors.at(place, "`keywords` flattens the struct, too: remove `flatten`");
            }
        }
        found
    }
}

/// Removes the doc comments of `self`, which callers do not see.
pub(crate) fn lift_receiver_docs(signature: &mut Signature) {
    if let Some(FnArg::Receiver(receiver)) = signature.inputs.first_mut() {
        Help::lift(&mut receiver.attrs);
    }
}

fn typed(input: &mut FnArg) -> Option<&mut PatType> {
    match input {
        FnArg::Receiver(_) => None,
        FnArg::Typed(parameter) => Some(parameter),
    }
}
