//! JSON Schemas of types, in the draft 2020-12.
//!
//! They describe values as JSON: a `dateTime.iso8601` is a string in the wire's form, base64 is a string of base64. The
//! keyword `x-xmlrpc-type` names the wire type where JSON has no type of its own.

use serde_json::{Map, Value as Json, json};

use xmlrpc_service::describe::Description;
use xmlrpc_service::schema::{Choice, Definition, Member, StructType, Tagging, Type, Variant, WireType};

use crate::names::{UniqueNames, identifier};

/// The JSON Schema of the type of this name, with the types that it mentions in `$defs`; none if there is no such type.
///
/// ```
/// use serde::Deserialize;
/// use xmlrpc_service::{Dispatcher, Function};
///
/// #[derive(Deserialize)]
/// struct Point { x: f64, y: Option<f64> }
///
/// let dispatcher = Dispatcher::new().function("draw", Function::new(|point: Point| point.x).inline());
/// let schema = xmlrpc_docs::json_schema(&dispatcher.describe(), "Point").expect("it is mentioned");
/// assert!(schema.contains("\"required\": [\n    \"x\"\n  ]"));
/// ```
pub fn json_schema(description: &Description, name: &str) -> Option<String> {
    let definition = description.definition(name)?;
    let schemas = Schemas::new(description, "#/$defs/");
    let Json::Object(mut schema) = schemas.definition(definition) else { return None };
    schema.insert("$schema".into(), json!("https://json-schema.org/draft/2020-12/schema"));
    schema.insert("title".into(), json!(name));
    let mentioned = description.mentioned_by([definition.ty()]);
    if !mentioned.is_empty() {
        let definitions = mentioned.into_iter().map(|inner| (schemas.name(inner.name()), schemas.definition(inner)));
        schema.insert("$defs".into(), definitions.collect::<Map<_, _>>().into());
    }
    Some(format!("{:#}", Json::Object(schema)))
}

/// One JSON Schema document of all types, in `$defs`.
pub fn json_schemas(description: &Description) -> String {
    let schemas = Schemas::new(description, "#/$defs/");
    let definitions = description.types.iter().map(|ty| (schemas.name(ty.name()), schemas.definition(ty)));
    let document = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": description.title,
        "$defs": definitions.collect::<Map<_, _>>(),
    });
    format!("{document:#}")
}

/// Writes schemas that mention each other below a place of the document.
pub(crate) struct Schemas<'d> {
    place: &'static str,
    names: UniqueNames<'d>,
}

impl<'d> Schemas<'d> {
    pub(crate) fn new(description: &'d Description, place: &'static str) -> Self {
        Schemas { place, names: UniqueNames::new(description.types.iter().map(Definition::name), &[], identifier) }
    }

    /// The name of a definition in the document.
    pub(crate) fn name(&self, name: &str) -> String {
        self.names.of(name).to_owned()
    }

    /// The schema of a definition, with its documentation.
    pub(crate) fn definition(&self, definition: &Definition) -> Json {
        described(self.of(definition.ty()), definition.description())
    }

    /// The schema of a type.
    pub(crate) fn of(&self, ty: &Type) -> Json {
        match ty {
            Type::Wire(wire) => wire_type(*wire),
            Type::Optional(inner) => json!({ "anyOf": [self.of(inner), { "type": "null" }] }),
            Type::Array(inner) => json!({ "type": "array", "items": self.of(inner) }),
            Type::Tuple(elements) => {
                let (schemas, count) = (elements.iter().map(|element| self.of(element)), elements.len());
                let mut schema = json!({ "type": "array", "minItems": count, "maxItems": count });
                if count > 0 {
                    schema["prefixItems"] = schemas.collect();
                }
                schema
            }
            Type::Map(inner) => json!({ "type": "object", "additionalProperties": self.of(inner) }),
            Type::Struct(structure) => self.structure(structure),
            Type::Names(variants) => names(variants),
            Type::Choice(choice) => self.choice(choice),
            Type::Named(name) => json!({ "$ref": format!("{}{}", self.place, self.names.of(name)) }),
            // What a later version of the description may have.
            _ => json!({}),
        }
    }

    fn structure(&self, structure: &StructType) -> Json {
        let properties = structure.members().iter().map(|member| (member.name().to_owned(), self.member(member)));
        let required = structure.members().iter().filter(|member| is_required(member)).map(Member::name);
        let mut schema = json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() });
        let required: Vec<&str> = required.collect();
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        if let Some(others) = structure.others() {
            schema["additionalProperties"] = self.of(others);
        }
        schema
    }

    fn member(&self, member: &Member) -> Json {
        let schema = self.of(member.ty());
        let schema = if member.is_optional() { json!({ "anyOf": [schema, { "type": "null" }] }) } else { schema };
        let mut schema = described(schema, member.description());
        if !member.is_read() {
            schema["readOnly"] = json!(true);
        } else if !member.is_written() {
            schema["writeOnly"] = json!(true);
        }
        schema
    }

    fn choice(&self, choice: &Choice) -> Json {
        let forms: Vec<Json> = choice.variants().iter().map(|variant| self.variant(choice, variant)).collect();
        json!({ "anyOf": forms })
    }

    fn variant(&self, choice: &Choice, variant: &Variant) -> Json {
        let content = variant.content().map(|content| self.of(content));
        let name = variant.name();
        let schema = if variant.is_untagged() {
            content.unwrap_or_else(|| json!({ "type": "null" }))
        } else {
            match (choice.tagging(), content) {
                (Tagging::External, None) => json!({ "const": name }),
                (Tagging::External, Some(content)) => object([(name, content)]),
                (Tagging::Internal(tag), None) => object([(*tag, json!({ "const": name }))]),
                (Tagging::Internal(tag), Some(content)) => {
                    json!({ "allOf": [object([(*tag, json!({ "const": name }))]), content] })
                }
                (Tagging::Adjacent { tag, .. }, None) => object([(*tag, json!({ "const": name }))]),
                (Tagging::Adjacent { tag, content: member }, Some(content)) => {
                    object([(*tag, json!({ "const": name })), (*member, content)])
                }
                (_, content) => content.unwrap_or_else(|| json!({ "type": "null" })),
            }
        };
        described(schema, variant.description())
    }
}

/// A member that is there in both directions.
fn is_required(member: &Member) -> bool {
    !member.is_optional() && member.is_read() && member.is_written()
}

/// An object with these members, which it must have.
fn object<'m>(members: impl IntoIterator<Item = (&'m str, Json)>) -> Json {
    let properties: Map<String, Json> = members.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    let required: Vec<&String> = properties.keys().collect();
    json!({ "type": "object", "required": required, "properties": properties })
}

fn names(variants: &[Variant]) -> Json {
    if variants.iter().all(|variant| variant.description().is_empty()) {
        let names: Vec<&str> = variants.iter().map(Variant::name).collect();
        return json!({ "type": "string", "enum": names });
    }
    let forms = variants.iter().map(|variant| described(json!({ "const": variant.name() }), variant.description()));
    json!({ "type": "string", "oneOf": forms.collect::<Vec<_>>() })
}

fn wire_type(wire: WireType) -> Json {
    match wire {
        WireType::Int => json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        WireType::I8 => json!({ "type": "integer", "minimum": i64::MIN, "maximum": i64::MAX, "x-xmlrpc-type": "i8" }),
        WireType::Boolean => json!({ "type": "boolean" }),
        WireType::Double => json!({ "type": "number", "x-xmlrpc-type": "double" }),
        WireType::String => json!({ "type": "string" }),
        WireType::DateTime => json!({
            "type": "string",
            "pattern": "^[0-9]{8}T[0-9]{2}:[0-9]{2}:[0-9]{2}",
            "examples": ["20260131T12:34:56"],
            "x-xmlrpc-type": "dateTime.iso8601",
        }),
        WireType::Base64 => json!({ "type": "string", "contentEncoding": "base64", "x-xmlrpc-type": "base64" }),
        WireType::Struct => json!({ "type": "object" }),
        WireType::Array => json!({ "type": "array" }),
        WireType::Nil => json!({ "type": "null" }),
        _ => json!({}),
    }
}

/// A schema with a documentation, unless that is empty.
pub(crate) fn described(mut schema: Json, help: &str) -> Json {
    if !help.is_empty() {
        schema["description"] = json!(help);
    }
    schema
}
