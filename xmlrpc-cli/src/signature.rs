//! The signature of a method, in the forms in which servers list it.

use std::fmt;

use xmlrpc_core::Value;

use crate::value::Wire;

/// The ways to call a method.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Signature {
    forms: Vec<Form>,
    is_flat: bool,
    /// Whether a form stands for any number of further parameters.
    is_open: bool,
    /// The forms for people, where a description says more than the types.
    shown: Vec<String>,
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
        Some(Signature { forms, is_flat, is_open: false, shown: Vec::new() })
    }

    /// The ways to call the method for people: `(int, int) -> int`.
    pub(crate) fn lines(&self) -> Vec<String> {
        if !self.shown.is_empty() {
            return self.shown.clone();
        }
        self.forms.iter().map(|form| format!("{form} -> {}", form.result())).collect()
    }

    /// The forms with this number of parameters.
    pub(crate) fn forms_of(&self, count: usize) -> Vec<Form> {
        let longest = self.forms.iter().max_by_key(|form| form.params.len());
        match longest {
            Some(longest) if self.is_open && count > longest.params.len() => {
                let mut form = longest.clone();
                form.params.resize(count, longest.params.last().copied().unwrap_or(Wire::Any));
                vec![form]
            }
            _ => self.forms.iter().filter(|form| form.params.len() == count).cloned().collect(),
        }
    }

    /// The signature in the result of `system.methodSchema`, which names parameters and types that signatures have no name
    /// for.
    pub(crate) fn of_schema(schema: &Value) -> Option<Signature> {
        let described = schema.get("forms")?.as_array()?;
        let mut signature = Signature { forms: Vec::new(), is_flat: false, is_open: false, shown: Vec::new() };
        for form in described {
            let result = type_text(form.get("result")?);
            let params = form.get("parameters")?.as_array()?;
            let presence = |param: &Value| param.get("presence").and_then(Value::as_str).map(str::to_owned);
            signature.is_open |= params.iter().any(|param| presence(param).as_deref() == Some("rest"));
            let all: Vec<String> = params.iter().map(param_text).collect();
            signature.shown.push(format!("({}) -> {result}", all.join(", ")));
            let required = params.iter().take_while(|param| presence(param).as_deref() == Some("required")).count();
            for count in required..=params.len() {
                let given = params.get(..count)?;
                let names = std::iter::once(result.clone()).chain(given.iter().map(param_text)).collect();
                let params = given.iter().map(|param| Wire::named(&outer_type(param))).collect();
                signature.forms.push(Form { names, params });
            }
        }
        Some(signature).filter(|signature| !signature.forms.is_empty())
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

/// A type of a description, as a text: `array<string>`, `Item?`.
fn type_text(described: &Value) -> String {
    let inner = |member: &str| described.get(member).map(type_text).unwrap_or_default();
    let text = |member: &str| described.get(member).and_then(Value::as_str).unwrap_or_default();
    match text("type") {
        "optional" => format!("{}?", inner("value")),
        "array" => format!("array<{}>", inner("elements")),
        "map" => format!("struct<{}>", inner("values")),
        "named" => text("reference").to_owned(),
        other => other.to_owned(),
    }
}

/// A parameter of a description, as a text: `name: string`.
fn param_text(param: &Value) -> String {
    let text = |member: &str| param.get(member).and_then(Value::as_str).unwrap_or_default();
    match text("presence") {
        "optional" => format!("{}?: {}", text("name"), type_text(param)),
        "rest" => format!("{}…: {}", text("name"), type_text(param)),
        _ => format!("{}: {}", text("name"), type_text(param)),
    }
}

/// The wire's type of a type of a description, or any where it has several.
fn outer_type(described: &Value) -> String {
    match described.get("type").and_then(Value::as_str).unwrap_or_default() {
        "optional" => described.get("value").map(outer_type).unwrap_or_default(),
        "tuple" => "array".to_owned(),
        "map" => "struct".to_owned(),
        "enum" => "string".to_owned(),
        other => other.to_owned(),
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
