//! The description of a server that knows `system.describe`: names of parameters, optional ones, and members of structs.

use std::collections::BTreeMap;

use xmlrpc_core::Value;
use xmlrpc_core::value::Struct;

use super::description::{Description, Form, Member, Method, Param};
use super::names::{Scope, pascal_case};
use super::types::Type;
use crate::value::Wire;

/// Reads the result of `system.describe`. It is none if it has another form: other servers may have such a name.
pub(super) fn described(value: &Value) -> Option<Description> {
    let listed = value.get("methods")?.as_array()?;
    let empty = Struct::new();
    let definitions = Definitions::of(value.get("types").and_then(Value::as_struct).unwrap_or(&empty));
    let methods = listed.iter().map(|method| definitions.method(method)).collect::<Option<BTreeMap<_, _>>>()?;
    Some(Description { methods, structs: definitions.structs() })
}

/// The types that the description names.
struct Definitions<'v> {
    types: &'v Struct,
    /// Names that a type of ours can have: those of the description may have other characters.
    names: BTreeMap<&'v str, String>,
}

impl<'v> Definitions<'v> {
    fn of(types: &'v Struct) -> Self {
        let mut scope = Scope::default();
        let structs = types.iter().filter(|(_, ty)| has_members(ty));
        Definitions { types, names: structs.map(|(name, _)| (name, scope.take_type(pascal_case(name)))).collect() }
    }

    fn structs(&self) -> BTreeMap<String, BTreeMap<String, Member>> {
        let own = self.names.iter().filter_map(|(name, own)| Some((own.clone(), self.members(self.types.get(name)?))));
        own.collect()
    }

    fn members(&self, ty: &Value) -> BTreeMap<String, Member> {
        let members = ty.get("members").and_then(Value::as_array).unwrap_or_default();
        let member = |member: &Value| {
            let optional = member.get("optional").and_then(Value::as_bool).unwrap_or(false);
            Some((text(member, "name")?, Member { kind: self.kind(member), optional }))
        };
        members.iter().filter_map(member).collect()
    }

    fn method(&self, method: &Value) -> Option<(String, Method)> {
        let forms = method.get("forms")?.as_array()?;
        let form = |form: &Value| {
            let params = form.get("parameters")?.as_array()?.iter().map(|parameter| self.parameter(parameter));
            Some(Form { returns: self.kind(form.get("result")?), params: params.collect() })
        };
        let signatures = forms.iter().map(form).collect::<Option<Vec<_>>>()?;
        let method_of = Method { help: text(method, "help"), signatures: Some(signatures), ..Method::default() };
        Some((text(method, "name")?, method_of))
    }

    fn parameter(&self, parameter: &Value) -> Param {
        let presence = text(parameter, "presence").unwrap_or_default();
        Param {
            name: text(parameter, "name"),
            kind: Some(self.kind(parameter)),
            optional: presence == "optional",
            rest: presence == "rest",
        }
    }

    /// The type in the members of a struct. What the language of types does not have is the nearest that it has.
    fn kind(&self, described: &Value) -> Type {
        let inner = |member: &str| described.get(member).map_or(Type::ANY, |inner| self.kind(inner));
        match text(described, "type").unwrap_or_default().as_str() {
            "optional" => match inner("value") {
                optional @ Type::Optional(_) => optional,
                kind => Type::Optional(Box::new(kind)),
            },
            "array" => match inner("elements") {
                Type::Wire(Wire::Any) => Type::Wire(Wire::Array),
                elements => Type::ArrayOf(Box::new(elements)),
            },
            "map" => match inner("values") {
                Type::Wire(Wire::Any) => Type::Wire(Wire::Struct),
                values => Type::StructOf(Box::new(values)),
            },
            "tuple" => Type::Wire(Wire::Array),
            "enum" => Type::Wire(Wire::String),
            "named" => self.reference(&text(described, "reference").unwrap_or_default()),
            wire => Type::Wire(Wire::named(wire)),
        }
    }

    fn reference(&self, name: &str) -> Type {
        match (self.names.get(name), self.types.get(name)) {
            (Some(own), _) => Type::Named(own.clone()),
            // A struct is the only type that leads back to itself here, and it has been named.
            (None, Some(other)) if text(other, "type").is_some_and(|kind| kind == "enum") => Type::Wire(Wire::String),
            _ => Type::ANY,
        }
    }
}

/// Whether a type has members that are all known.
fn has_members(ty: &Value) -> bool {
    text(ty, "type").is_some_and(|kind| kind == "struct")
        && ty.get("others").is_none()
        && ty.get("members").and_then(Value::as_array).is_some()
}

fn text(value: &Value, member: &str) -> Option<String> {
    value.get(member).and_then(Value::as_str).map(str::to_owned)
}
