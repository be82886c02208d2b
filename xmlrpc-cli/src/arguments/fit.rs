//! Arguments and the signature of the method.

use xmlrpc_core::Value;

use super::Argument;
use super::convert::{as_type, expected, natural};
use crate::escape::excerpt;
use crate::failure::{Failure, Result};
use crate::signature::{Form, Signature};
use crate::value::{Wire, type_of};

/// The values of the arguments, typed by the signature, and a note if they do not fit one that is not reliable.
///
/// With several signatures, the one is taken to which the arguments fit best.
pub(crate) fn fit(
    method: &str,
    arguments: Vec<Argument>,
    signature: &Signature,
) -> Result<(Vec<Value>, Option<String>)> {
    let candidates = signature.forms_of(arguments.len());
    let mut best: Option<(usize, Vec<Value>)> = None;
    let mut misfit = None;
    for form in &candidates {
        match typed(&arguments, form) {
            Ok(values) => {
                let score = score(&arguments, form);
                if best.as_ref().is_none_or(|(best, _)| score > *best) {
                    best = Some((score, values));
                }
            }
            Err(position) => misfit = misfit.or(Some((position, form))),
        }
    }
    if let Some((_, values)) = best {
        return Ok((values, None));
    }
    let sentence = match misfit {
        Some((position, form)) => misfit_sentence(method, &arguments, position, form),
        None => count_sentence(method, arguments.len(), signature),
    };
    if signature.is_reliable() {
        let way_out = "--untyped sends the arguments without regard to the signature";
        return Err(Failure::usage(sentence).with_advice(way_out));
    }
    let values = loosely(arguments, signature)?;
    Ok((values, Some(sentence)))
}

/// The values for one form, or the index of the first argument that does not fit.
fn typed(arguments: &[Argument], form: &Form) -> std::result::Result<Vec<Value>, usize> {
    let pairs = arguments.iter().zip(form.params()).enumerate();
    pairs
        .map(|(index, (argument, wire))| match argument {
            Argument::Fixed(value) => Ok(value.clone()),
            Argument::Open(text) => as_type(text, *wire).ok_or(index),
        })
        .collect()
}

/// How many arguments have the type of the form by themselves.
fn score(arguments: &[Argument], form: &Form) -> usize {
    let fits = |(argument, wire): &(&Argument, &Wire)| match argument {
        Argument::Fixed(value) => type_of(value) == **wire,
        Argument::Open(text) => natural(text).is_ok_and(|value| type_of(&value) == **wire),
    };
    arguments.iter().zip(form.params()).filter(fits).count()
}

/// The values for a signature that does not have this number of parameters: by its first form, as far as that fits.
fn loosely(arguments: Vec<Argument>, signature: &Signature) -> Result<Vec<Value>> {
    let types = signature.forms().first().map(|form| form.params()).unwrap_or_default();
    let types = types.iter().copied().chain(std::iter::repeat(Wire::Any));
    let typed = arguments.into_iter().zip(types).enumerate();
    typed
        .map(|(index, (argument, wire))| match &argument {
            Argument::Open(text) => match as_type(text, wire) {
                Some(value) => Ok(value),
                None => argument.untyped(index + 1),
            },
            Argument::Fixed(_) => argument.untyped(index + 1),
        })
        .collect()
}

fn misfit_sentence(method: &str, arguments: &[Argument], index: usize, form: &Form) -> String {
    let wire = form.params().get(index).copied().unwrap_or(Wire::Any);
    let position = index + 1;
    let given = match arguments.get(index) {
        Some(Argument::Open(text)) => excerpt(text),
        _ => "a value of another type".into(),
    };
    format!("argument {position} of {method} is {given}, but the signature {form} needs {} there", expected(wire))
}

fn count_sentence(method: &str, count: usize, signature: &Signature) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{method} has the signature {}, and {count} argument{s} cannot fit it", signature.lines().join(" or "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use xmlrpc_core::value;

    fn open(texts: &[&str]) -> Vec<Argument> {
        texts.iter().map(|text| Argument::Open((*text).into())).collect()
    }

    fn values(signature: Value, texts: &[&str]) -> Option<Vec<Value>> {
        fit("m", open(texts), &Signature::of(&signature)?).ok().map(|(values, _)| values)
    }

    #[test]
    fn a_text_gets_the_type_of_the_signature() {
        for (wire, text, value) in [
            ("string", "5", Value::String("5".into())),
            ("string", "\"5\"", Value::String("5".into())),
            ("string", "{\"a\": 1}", Value::String("{\"a\": 1}".into())),
            ("double", "5", Value::Double(5.0)),
            ("int", "-5", Value::Int(-5)),
            ("int", "5000000000", Value::Long(5_000_000_000)),
            ("i8", "5", Value::Long(5)),
            ("boolean", "1", Value::Boolean(true)),
            ("struct", "{\"a\": 1}", value!({ "a": 1 })),
            ("array", "[]", Value::Array(Vec::new())),
            ("undef", "5", Value::Int(5)),
        ] {
            assert_eq!(values(value!([["int", wire]]), &[text]), Some(vec![value]), "{wire} {text}");
        }
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (wire, text) in
            [("int", "x"), ("int", ""), ("boolean", "yes"), ("struct", "[1]"), ("dateTime.iso8601", "5")]
        {
            assert_eq!(values(value!([["int", wire]]), &[text]), None, "{wire} {text}");
        }
        assert_eq!(values(value!([["int", "int"]]), &["1", "2"]), None);
        assert_eq!(values(value!([["int"]]), &["1"]), None);
    }

    #[test]
    fn the_overload_is_taken_that_fits_best() {
        let signature = || value!([["int", "string"], ["int", "int"], ["int", "int", "int"]]);
        assert_eq!(values(signature(), &["5"]), Some(vec![Value::Int(5)]));
        assert_eq!(values(signature(), &["a"]), Some(vec![Value::String("a".into())]));
        assert_eq!(values(signature(), &["1", "2"]), Some(vec![Value::Int(1), Value::Int(2)]));
    }

    #[test]
    fn a_flat_signature_advises() {
        let flat = value!(["boolean", "string", "boolean"]);
        assert_eq!(values(flat.clone(), &["5", "1"]), Some(vec![Value::String("5".into()), Value::Boolean(true)]));
        assert_eq!(values(flat.clone(), &["5"]), Some(vec![Value::String("5".into())]));
        let note = Signature::of(&flat).and_then(|signature| fit("m", open(&["5"]), &signature).ok()?.1);
        assert!(note.is_some_and(|note| note.contains("(string, boolean)")));
    }
}
