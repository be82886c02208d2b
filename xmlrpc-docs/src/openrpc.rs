//! OpenRPC documents.

use serde_json::{Map, Value as Json, json};

use xmlrpc_service::describe::{Description, FormDescription, MethodDescription, ParameterDescription};
use xmlrpc_service::service::Presence;

use crate::json_schema::{Schemas, described};

/// An OpenRPC 1.3 document of all methods, under each of their names.
///
/// OpenRPC is made for JSON-RPC. The member `x-transport` says that calls are XML-RPC, and `x-xmlrpc-type` in a schema names
/// the wire type where JSON has none. A method of several forms has all of them in `x-forms`; its `params` are what they
/// have in common.
pub fn openrpc(description: &Description) -> String {
    let schemas = Schemas::new(description, "#/components/schemas/");
    let methods = description.methods.iter().flat_map(|method| {
        let aliases = method.aliases.iter().map(|alias| (alias, Some(&method.name)));
        [(&method.name, None)].into_iter().chain(aliases).map(|(name, of)| one_method(method, name, of, &schemas))
    });
    let mut methods: Vec<Json> = methods.collect();
    methods.sort_by(|a, b| a["name"].as_str().cmp(&b["name"].as_str()));
    let types = description.types.iter().map(|ty| (schemas.name(ty.name()), schemas.definition(ty)));
    let or = |text: &str, other: &str| if text.is_empty() { other.to_owned() } else { text.to_owned() };
    let info = json!({ "title": or(&description.title, "XML-RPC methods"), "version": or(&description.version, "0") });
    let document = json!({
        "openrpc": "1.3.2",
        "info": described(info, &description.introduction),
        "methods": methods,
        "components": { "schemas": types.collect::<Map<_, _>>() },
        "x-transport": "xml-rpc",
    });
    format!("{document:#}")
}

fn one_method(method: &MethodDescription, name: &str, alias_of: Option<&String>, schemas: &Schemas<'_>) -> Json {
    let mut written = json!({
        "name": name,
        "paramStructure": "by-position",
        "params": parameters(&common(&method.forms, schemas)),
        "result": result(&method.forms, schemas),
    });
    let summary = method.help.lines().next().unwrap_or_default();
    if !summary.is_empty() {
        written["summary"] = json!(summary);
        written["description"] = json!(method.help);
    }
    if !method.faults.is_empty() {
        let errors = method.faults.iter().map(|fault| {
            let message = if fault.description().is_empty() { fault.name() } else { fault.description() };
            json!({ "code": fault.code(), "message": message, "data": { "name": fault.name() } })
        });
        written["errors"] = errors.collect();
    }
    if let Some(note) = &method.deprecated {
        written["deprecated"] = json!(true);
        written["x-deprecation"] = json!(note);
    }
    if let Some(original) = alias_of {
        written["x-alias-of"] = json!(original);
    }
    if method.forms.len() > 1 {
        let forms = method.forms.iter().map(|form| {
            let alone = std::slice::from_ref(form);
            described(
                json!({ "params": parameters(&common(alone, schemas)), "result": result(alone, schemas) }),
                &form.help,
            )
        });
        written["x-forms"] = forms.collect();
    }
    written
}

/// One position of a call.
struct Position<'f> {
    name: &'f str,
    help: &'f str,
    required: bool,
    rest: bool,
    default: Option<&'f str>,
    schemas: Vec<Json>,
}

/// The positions that the forms of a method have in common: a value has to fit one of them.
fn common<'f>(forms: &'f [FormDescription], schemas: &Schemas<'_>) -> Vec<Position<'f>> {
    let mut positions: Vec<Position<'f>> = Vec::new();
    for (index, form) in forms.iter().enumerate() {
        for (place, parameter) in form.parameters.iter().enumerate() {
            let ParameterDescription { name, help, ty, presence, default, .. } = parameter;
            let schema = schemas.of(ty);
            let required = *presence == Presence::Required;
            if let Some(known) = positions.get_mut(place) {
                known.required &= required;
                known.rest |= *presence == Presence::Rest;
                if !known.schemas.contains(&schema) {
                    known.schemas.push(schema);
                }
            } else {
                positions.push(Position {
                    name,
                    help,
                    required: required && index == 0,
                    rest: *presence == Presence::Rest,
                    default: default.as_deref(),
                    schemas: vec![schema],
                });
            }
        }
        for beyond in positions.iter_mut().skip(form.parameters.len()) {
            beyond.required = false;
        }
    }
    // What stands before a required position is required.
    let required = positions.iter().rposition(|position| position.required).map_or(0, |last| last + 1);
    for position in &mut positions[..required] {
        position.required = true;
    }
    positions
}

fn parameters(positions: &[Position<'_>]) -> Vec<Json> {
    let mut seen: Vec<String> = Vec::new();
    let written = positions.iter().map(|position| {
        let mut name = position.name.to_owned();
        while name.is_empty() || seen.contains(&name) {
            name.push('_');
        }
        seen.push(name.clone());
        let mut schema = any_of(&position.schemas);
        let mut default = None;
        if let Some(source) = position.default {
            match serde_json::from_str::<Json>(source) {
                Ok(value) => schema["default"] = value,
                Err(_) => default = Some(source),
            }
        }
        let mut parameter = json!({ "name": name, "required": position.required, "schema": schema });
        if position.rest {
            parameter["x-rest"] = json!(true);
        }
        if let Some(default) = default {
            parameter["x-default"] = json!(default);
        }
        described(parameter, position.help)
    });
    written.collect()
}

fn result(forms: &[FormDescription], schemas: &Schemas<'_>) -> Json {
    let mut all: Vec<Json> = Vec::new();
    for form in forms {
        let schema = schemas.of(&form.result);
        if !all.contains(&schema) {
            all.push(schema);
        }
    }
    let help = forms.first().map_or("", |form| &form.result_help);
    described(json!({ "name": "result", "schema": any_of(&all) }), help)
}

fn any_of(schemas: &[Json]) -> Json {
    match schemas {
        [] => json!({}),
        [one] => one.clone(),
        several => json!({ "anyOf": several }),
    }
}
