//! Annotations of types, and classes of structs.

use std::fmt::Write as _;

use xmlrpc_service::describe::Description;
use xmlrpc_service::schema::{Choice, Definition, StructType, Tagging, Type, Variant, WireType};

use super::text::{comment, docstring, is_attribute, literal};
use super::vocabulary::Vocabulary;
use crate::names::{UniqueNames, identifier};

/// How types are annotated.
pub(super) struct Annotations<'d> {
    names: UniqueNames<'d>,
    vocabulary: &'d Vocabulary<'d>,
}

impl<'d> Annotations<'d> {
    pub(super) fn new(description: &'d Description, vocabulary: &'d Vocabulary<'d>) -> Self {
        let names = description.types.iter().map(Definition::name);
        let reserved = vocabulary.reserved();
        let reserved: Vec<&str> = reserved.iter().map(String::as_str).collect();
        let names = UniqueNames::new(names, &reserved, |name| {
            let name = identifier(name);
            // The classes of prefixes begin with an underscore.
            if name.starts_with('_') || !is_attribute(&name) { format!("T{name}") } else { name }
        });
        Annotations { names, vocabulary }
    }

    /// The name to write for one of Python's.
    pub(super) fn python(&self, name: &str) -> String {
        self.vocabulary.name(name)
    }

    fn list(&self, elements: &str) -> String {
        format!("{}[{elements}]", self.python("list"))
    }

    fn dict(&self, values: &str) -> String {
        format!("{}[{}, {values}]", self.python("dict"), self.python("str"))
    }

    fn any(&self) -> String {
        self.python("Any")
    }

    fn literals<'n>(&self, names: impl Iterator<Item = &'n str>) -> String {
        let names: Vec<String> = names.map(literal).collect();
        if names.is_empty() { self.python("str") } else { format!("{}[{}]", self.python("Literal"), names.join(", ")) }
    }

    fn name(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    /// The annotation of a type.
    pub(super) fn of(&self, ty: &Type) -> String {
        match ty {
            Type::Wire(wire) => self.wire_type(*wire),
            Type::Optional(inner) => self.union([self.of(inner), "None".into()]),
            Type::Array(inner) => self.list(&self.of(inner)),

            Type::Tuple(elements) => self.list(&self.union(elements.iter().map(|element| self.of(element)))),
            Type::Map(inner) => self.dict(&self.of(inner)),
            Type::Names(variants) => self.literals(variants.iter().map(Variant::name)),
            Type::Choice(choice) => self.choice(choice),
            Type::Named(name) => self.name(name),
            _ => self.dict(&self.any()),
        }
    }

    fn choice(&self, choice: &Choice) -> String {
        let form = |variant: &Variant| match (variant.is_untagged(), choice.tagging(), variant.content()) {
            (true, _, content) | (false, Tagging::None, content) => {
                content.map_or_else(|| "None".into(), |content| self.of(content))
            }
            (false, Tagging::External, None) => self.literals([variant.name()].into_iter()),
            (false, Tagging::External, Some(content)) => self.dict(&self.of(content)),
            (false, _, _) => self.dict(&self.any()),
        };
        self.union(choice.variants().iter().map(form))
    }

    /// Writes the definition of a type.
    pub(super) fn write_definition(&self, out: &mut String, definition: &Definition) {
        let name = self.name(definition.name());
        out.push_str("\n\n");
        match definition.ty() {
            Type::Struct(structure) if structure.members().iter().all(|member| is_attribute(member.name())) => {
                self.write_class(out, &name, definition.description(), structure);
            }
            Type::Struct(structure) => {
                let members = structure.members().iter().map(|member| {
                    format!("{}: {}", literal(member.name()), self.member(member.ty(), member.is_optional()))
                });
                let members: Vec<String> = members.collect();
                // Formatting into a string does not fail.
                let _ = writeln!(
                    out,
                    "{name} = {}({}, {{{}}})",
                    self.python("TypedDict"),
                    literal(&name),
                    members.join(", ")
                );
            }
            other => {
                let _ = writeln!(out, "{name}: {} = {}", self.python("TypeAlias"), self.of(other));
            }
        }
    }

    fn write_class(&self, out: &mut String, name: &str, help: &str, structure: &StructType) {
        let _ = writeln!(out, "class {name}({}):", self.python("TypedDict"));
        if !help.is_empty() {
            docstring(out, "    ", help);
        }
        for member in structure.members() {
            if !member.description().is_empty() {
                let _ = writeln!(out, "    # {}", comment(member.description()));
            }
            let _ = writeln!(out, "    {}: {}", member.name(), self.member(member.ty(), member.is_optional()));
        }
        if structure.members().is_empty() && help.is_empty() {
            out.push_str("    pass\n");
        }
    }

    fn member(&self, ty: &Type, optional: bool) -> String {
        let annotation = self.of(ty);
        if !optional {
            return annotation;
        }
        format!("{}[{}]", self.python("NotRequired"), self.union([annotation, "None".into()]))
    }

    fn wire_type(&self, wire: WireType) -> String {
        match wire {
            WireType::Int | WireType::I8 => self.python("int"),
            WireType::Boolean => self.python("bool"),
            WireType::Double => self.python("float"),
            WireType::String => self.python("str"),
            WireType::DateTime => self.python("datetime"),
            WireType::Base64 => self.python("bytes"),
            WireType::Struct => self.dict(&self.any()),
            WireType::Array => self.list(&self.any()),
            WireType::Nil => "None".into(),
            _ => self.any(),
        }
    }

    /// The union of annotations, each once; `Any` takes the place of all.
    pub(super) fn union(&self, annotations: impl IntoIterator<Item = String>) -> String {
        let any = self.any();
        let mut all: Vec<String> = Vec::new();
        for annotation in annotations {
            for part in alternatives(&annotation) {
                if !all.iter().any(|known| known == part) {
                    all.push(part.to_owned());
                }
            }
        }
        if all.is_empty() || all.contains(&any) { any } else { all.join(" | ") }
    }
}

/// The alternatives of a union, those inside brackets and texts left whole.
fn alternatives(annotation: &str) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quoted, mut escaped) = (Vec::new(), 0, 0_usize, false, false);
    for (place, character) in annotation.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth = depth.saturating_sub(1),
            '|' if !quoted && depth == 0 => {
                parts.push(annotation[start..place].trim());
                start = place + 1;
            }
            _ => {}
        }
    }
    parts.push(annotation[start..].trim());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_union_has_each_alternative_once() {
        let (description, vocabulary) = (Description::default(), Vocabulary::new([].into_iter()));
        let annotations = Annotations::new(&description, &vocabulary);
        let of = |all: &[&str]| annotations.union(all.iter().map(|annotation| (*annotation).to_owned()));
        assert_eq!(
            of(&["list[int | None] | None", "dict[str, int | None]", "None"]),
            "list[int | None] | None | dict[str, int | None]"
        );
        assert_eq!(of(&["Literal[\"a | b]\"]", "int"]), "Literal[\"a | b]\"] | int");
        assert_eq!(of(&["int", "Any"]), "Any");
    }
}
