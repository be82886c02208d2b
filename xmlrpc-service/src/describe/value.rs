//! A description as XML-RPC structs: the results of `system.describe` and `system.methodSchema`.

use super::model::{Description, FormDescription, Group, MethodDescription, ParameterDescription};
use crate::schema::{Choice, Definition, Member, StructType, Tagging, Type, Variant};
use crate::service::Presence;
use xmlrpc_core::fault::FaultInfo;
use xmlrpc_core::value::{Struct, Value};

impl Description {
    /// The description as a struct with the members `title`, `version`, `introduction`, `groups`, `methods` and `types`.
    /// Texts that are empty are left out.
    pub fn to_struct(&self) -> Struct {
        let mut members = Struct::new();
        text(&mut members, "title", &self.title);
        text(&mut members, "version", &self.version);
        text(&mut members, "introduction", &self.introduction);
        members.insert("groups", list(&self.groups, group));
        members.insert("methods", list(&self.methods, method));
        members.insert("types", named(self.types.iter()));
        members
    }

    /// The description of one method as a struct, with the types that it mentions in the member `types`; none if there is
    /// no such method.
    pub fn method_to_struct(&self, name: &str) -> Option<Struct> {
        let method = self.method(name)?;
        let mut members = method_members(method);
        members.insert("types", named(self.mentioned_by(method.types()).into_iter()));
        Some(members)
    }
}

fn text(members: &mut Struct, name: &str, text: &str) {
    if !text.is_empty() {
        members.insert(name, text);
    }
}

fn list<T>(items: &[T], one: impl Fn(&T) -> Value) -> Value {
    items.iter().map(one).collect::<Vec<_>>().into()
}

fn named<'d>(definitions: impl Iterator<Item = &'d Definition>) -> Value {
    let one = |definition: &'d Definition| {
        let mut members = type_members(definition.ty());
        text(&mut members, "help", definition.description());
        (definition.name(), Value::from(members))
    };
    definitions.map(one).collect::<Struct>().into()
}

fn group(group: &Group) -> Value {
    let mut members = Struct::new();
    members.insert("prefix", group.prefix.as_str());
    text(&mut members, "help", &group.help);
    members.into()
}

fn method(method: &MethodDescription) -> Value {
    method_members(method).into()
}

fn method_members(method: &MethodDescription) -> Struct {
    let mut members = Struct::new();
    members.insert("name", method.name.as_str());
    text(&mut members, "help", &method.help);
    if let Some(note) = &method.deprecated {
        members.insert("deprecated", note.as_str());
    }
    if !method.aliases.is_empty() {
        members.insert("aliases", list(&method.aliases, |alias| alias.as_str().into()));
    }
    members.insert("forms", list(&method.forms, form));
    members.insert("faults", list(&method.faults, fault));
    members
}

fn form(form: &FormDescription) -> Value {
    let mut result = type_members(&form.result);
    text(&mut result, "help", &form.result_help);
    let mut members = Struct::new();
    text(&mut members, "help", &form.help);
    members.insert("parameters", list(&form.parameters, parameter));
    members.insert("keywords", form.takes_keywords);
    members.insert("result", result);
    members.into()
}

fn parameter(parameter: &ParameterDescription) -> Value {
    let mut members = type_members(&parameter.ty);
    members.insert("name", parameter.name.as_str());
    text(&mut members, "help", &parameter.help);
    members.insert(
        "presence",
        match parameter.presence {
            Presence::Required => "required",
            Presence::Optional => "optional",
            Presence::Rest => "rest",
        },
    );
    if let Some(default) = &parameter.default {
        members.insert("default", default.as_str());
    }
    members.into()
}

fn fault(fault: &FaultInfo) -> Value {
    let mut members = Struct::new();
    members.insert("code", fault.code());
    members.insert("name", fault.name());
    text(&mut members, "help", fault.description());
    members.into()
}

fn one_type(ty: &Type) -> Value {
    type_members(ty).into()
}

/// The member `type` is a name of a wire type or one of `optional`, `tuple`, `map`, `enum`, `choice` and `named`; further
/// members say what is inside.
fn type_members(ty: &Type) -> Struct {
    let mut members = Struct::new();
    let kind = match ty {
        Type::Wire(wire) => wire.name(),
        Type::Optional(inner) => {
            members.insert("value", one_type(inner));
            "optional"
        }
        Type::Array(inner) => {
            members.insert("elements", one_type(inner));
            "array"
        }
        Type::Tuple(elements) => {
            members.insert("elements", list(elements, one_type));
            "tuple"
        }
        Type::Map(inner) => {
            members.insert("values", one_type(inner));
            "map"
        }
        Type::Struct(structure) => {
            struct_members(structure, &mut members);
            "struct"
        }
        Type::Names(variants) => {
            members.insert("values", list(variants, variant));
            "enum"
        }
        Type::Choice(choice) => {
            choice_members(choice, &mut members);
            "choice"
        }
        Type::Named(name) => {
            members.insert("reference", name.as_str());
            "named"
        }
    };
    members.insert("type", kind);
    members
}

fn struct_members(structure: &StructType, members: &mut Struct) {
    members.insert("members", list(structure.members(), member));
    if let Some(others) = structure.others() {
        members.insert("others", one_type(others));
    }
}

fn member(member: &Member) -> Value {
    let mut members = type_members(member.ty());
    members.insert("name", member.name());
    text(&mut members, "help", member.description());
    members.insert("optional", member.is_optional());
    if !member.is_written() {
        members.insert("direction", "read");
    } else if !member.is_read() {
        members.insert("direction", "written");
    }
    members.into()
}

fn choice_members(choice: &Choice, members: &mut Struct) {
    match choice.tagging() {
        Tagging::External => {}
        Tagging::Internal(tag) => {
            members.insert("tag", *tag);
        }
        Tagging::Adjacent { tag, content } => {
            members.insert("tag", *tag);
            members.insert("content", *content);
        }
        Tagging::None => {
            members.insert("untagged", true);
        }
    }
    members.insert("variants", list(choice.variants(), variant));
}

fn variant(variant: &Variant) -> Value {
    let mut members = Struct::new();
    members.insert("name", variant.name());
    text(&mut members, "help", variant.description());
    if let Some(content) = variant.content() {
        members.insert("content", one_type(content));
    }
    if variant.is_untagged() {
        members.insert("untagged", true);
    }
    members.into()
}
