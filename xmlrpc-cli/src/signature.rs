//! The signature of a method, in the forms in which servers list it.

use std::fmt;

use xmlrpc_core::Value;

use crate::value::Wire;

/// The ways to call a method.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Signature {
    forms: Vec<Form>,
    is_flat: bool,
}

/// One way to call a method: the type of the result, and those of the parameters.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Form {
    names: Vec<String>,
    params: Vec<Wire>,
}

impl Signature {
    /// The signature in the result of `system.methodSignature`, or none if the server does not know it.
    ///
    /// The standard has an array of arrays of type names. Some servers list one array of names, and many have a text, an
    /// empty array or nil for what they do not know.
    pub(crate) fn of(value: &Value) -> Option<Signature> {
        let items = value.as_array()?;
        let is_flat = !items.is_empty() && items.iter().all(|item| item.as_str().is_some());
        let forms: Option<Vec<Form>> = match is_flat {
            true => Form::of(items).map(|form| vec![form]),
            false => items.iter().map(|item| Form::of(item.as_array()?)).collect(),
        };
        let forms = forms.filter(|forms| !forms.is_empty())?;
        Some(Signature { forms, is_flat })
    }

    pub(crate) fn forms(&self) -> &[Form] {
        &self.forms
    }

    /// Whether the number of the parameters can be relied on. Servers with flat signatures list optional ones as required.
    pub(crate) fn is_reliable(&self) -> bool {
        !self.is_flat
    }

    pub(crate) fn is_flat(&self) -> bool {
        self.is_flat
    }

    /// Whether integers are named `i4` throughout: some servers compare the tag with the signature to the letter.
    pub(crate) fn wants_i4(&self) -> bool {
        let mut names = self.forms.iter().flat_map(|form| form.names.iter().skip(1)).map(|name| name.trim());
        names.clone().any(|name| name == "i4") && !names.any(|name| name == "int")
    }
}

impl Form {
    fn of(names: &[Value]) -> Option<Form> {
        let names: Option<Vec<String>> = names.iter().map(|name| name.as_str().map(str::to_owned)).collect();
        let names = names.filter(|names| !names.is_empty())?;
        let params = names.iter().skip(1).map(|name| Wire::named(name)).collect();
        Some(Form { names, params })
    }

    pub(crate) fn params(&self) -> &[Wire] {
        &self.params
    }

    /// The type of the result, as the server names it.
    pub(crate) fn result(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }

    /// The types of the parameters, as the server names them.
    pub(crate) fn param_names(&self) -> &[String] {
        self.names.get(1..).unwrap_or_default()
    }
}

impl fmt::Display for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "({})", self.param_names().join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use xmlrpc_core::value;

    #[test]
    fn both_forms_are_read() {
        let nested = Signature::of(&value!([["array", "string"], ["array"]]));
        assert!(nested.is_some_and(|signature| signature.is_reliable() && signature.forms().len() == 2));
        let flat = Signature::of(&value!(["boolean", "string"]));
        assert!(flat.is_some_and(|signature| signature.is_flat() && signature.forms()[0].params() == [Wire::String]));
    }

    #[test]
    fn what_is_no_signature_is_unknown() {
        let others =
            [value!("undef"), value!(""), value!([]), Value::Nil, value!([[]]), value!([1]), value!(["a", ["b"]])];
        for value in others {
            assert_eq!(Signature::of(&value), None, "{value:?}");
        }
    }
}
