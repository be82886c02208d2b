//! The ways to call a method, as functions of the generated client.

use std::collections::BTreeMap;

use super::description::{Form, Method, Param};
use super::types::Type;

/// What a function of the client takes.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Parameters {
    Known(Vec<Param>),
    /// Any number of values: the signature is unknown.
    Any,
}

/// A function of the client.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Function {
    pub(super) parameters: Parameters,
    pub(super) returns: Type,
}

/// The functions for a method: one if its forms differ in parameters at the end alone.
pub(super) fn functions(method: &Method) -> Vec<Function> {
    let forms = method.forms();
    if forms.is_empty() {
        let returns = method.returns.clone().unwrap_or(Type::ANY);
        return vec![Function { parameters: Parameters::Any, returns }];
    }
    if let Some(function) = merged(forms) {
        return vec![function];
    }
    by_count(forms).unwrap_or_else(|| vec![Function { parameters: Parameters::Any, returns: Type::ANY }])
}

/// A function for each number of parameters: forms of one number become one, with any type where theirs differ. There are
/// none if optional parameters make the numbers overlap.
fn by_count(forms: &[Form]) -> Option<Vec<Function>> {
    let mut by_count: BTreeMap<usize, Form> = BTreeMap::new();
    for form in forms {
        if form.params.iter().any(|param| param.optional || param.rest) {
            return None;
        }
        let merged = by_count.entry(form.params.len()).or_insert_with(|| form.clone());
        for (one, other) in merged.params.iter_mut().zip(&form.params) {
            if one.kind() != other.kind() {
                one.kind = Some(Type::ANY);
            }
        }
        if merged.returns != form.returns {
            merged.returns = Type::ANY;
        }
    }
    let function = |form: Form| Function { parameters: Parameters::Known(form.params), returns: form.returns };
    Some(by_count.into_values().map(function).collect())
}

/// One function with optional parameters at its end, if each form is the beginning of a longer one.
fn merged(forms: &[Form]) -> Option<Function> {
    let mut sorted: Vec<&Form> = forms.iter().collect();
    sorted.sort_by_key(|form| form.params.len());
    let (shortest, longest) = (sorted.first()?, sorted.last()?);
    let is_chain = sorted.windows(2).all(|pair| {
        let (one, next) = (&pair[0].params, &pair[1].params);
        one.iter().zip(next.iter()).all(|(a, b)| a.kind == b.kind)
    });
    let has_rest = forms.len() > 1 && forms.iter().any(|form| form.params.iter().any(|param| param.rest));
    if !is_chain || has_rest || forms.iter().any(|form| form.returns != longest.returns) {
        return None;
    }
    let mut params = longest.params.clone();
    params.iter_mut().skip(shortest.params.len()).for_each(|param| param.optional = true);
    Some(Function { parameters: Parameters::Known(sound(params)), returns: longest.returns.clone() })
}

/// A parameter behind an optional one can be left out, too.
fn sound(mut params: Vec<Param>) -> Vec<Param> {
    let first = params.iter().position(|param| param.optional).unwrap_or(params.len());
    params.iter_mut().skip(first).for_each(|param| param.optional = !param.rest);
    params
}
