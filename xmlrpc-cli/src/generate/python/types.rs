//! The Python type of a type of the description.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::super::description::Member;
use super::super::types::Type;
use super::text::literal;
use crate::value::Wire;

/// The Python names of the structs.
pub(super) type Names<'d> = BTreeMap<&'d str, String>;

/// The annotation of a type.
pub(super) fn annotation(kind: &Type, names: &Names<'_>) -> String {
    match kind {
        Type::Wire(wire) => match wire {
            Wire::Int | Wire::Long => "_builtins.int",
            Wire::Boolean => "_builtins.bool",
            Wire::Double => "_builtins.float",
            Wire::String => "_builtins.str",
            Wire::DateTime => "_datetime.datetime",
            Wire::Base64 => "_builtins.bytes",
            Wire::Struct => "_builtins.dict[_builtins.str, _typing.Any]",
            Wire::Array => "_builtins.list[_typing.Any]",
            Wire::Nil | Wire::Any => "_typing.Any",
        }
        .into(),
        Type::ArrayOf(inner) => format!("_builtins.list[{}]", annotation(inner, names)),
        Type::StructOf(inner) => format!("_builtins.dict[_builtins.str, {}]", annotation(inner, names)),
        Type::Named(name) => {
            names.get(name.as_str()).map_or_else(|| "_typing.Any".into(), |name| format!("\"{name}\""))
        }
        Type::Optional(inner) => format!("_typing.Optional[{}]", annotation(inner, names)),
    }
}

/// A dictionary type with these members, whose names may be anything.
pub(super) fn typed_dict(name: &str, members: &BTreeMap<String, Member>, names: &Names<'_>) -> String {
    let Some(identifier) = names.get(name) else { return String::new() };
    let mut code = format!("{identifier} = _typing.TypedDict(\n    {},\n    {{\n", literal(identifier));
    for (name, member) in members {
        let mut kind = annotation(&member.kind, names);
        if member.optional {
            kind = format!("_typing.NotRequired[{kind}]");
        }
        let _ = writeln!(code, "        {}: {kind},", literal(name));
    }
    code.push_str("    },\n)\n");
    code
}
