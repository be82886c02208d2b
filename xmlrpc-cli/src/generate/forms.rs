//! The ways to call a method, as functions of the generated client.

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
    let mut functions: Vec<Function> = Vec::new();
    for form in forms {
        let function =
            Function { parameters: Parameters::Known(sound(form.params.clone())), returns: form.returns.clone() };
        if !functions.contains(&function) {
            functions.push(function);
        }
    }
    functions
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
    if !is_chain || forms.iter().any(|form| form.returns != longest.returns) {
        return None;
    }
    let mut params = longest.params.clone();
    params.iter_mut().skip(shortest.params.len()).for_each(|param| param.optional = true);
    Some(Function { parameters: Parameters::Known(sound(params)), returns: longest.returns.clone() })
}

/// A parameter behind an optional one can be left out, too.
fn sound(mut params: Vec<Param>) -> Vec<Param> {
    let first = params.iter().position(|param| param.optional).unwrap_or(params.len());
    params.iter_mut().skip(first).for_each(|param| param.optional = true);
    params
}
