//! What a client is generated from: methods and structs. The form of saved descriptions and of overlays.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::text_or::TextOr;
use super::types::Type;

/// The methods of a server, and the structs that they take and return.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Description {
    #[serde(default)]
    pub(super) methods: BTreeMap<String, Method>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) structs: BTreeMap<String, BTreeMap<String, Member>>,
}

/// A method. What is not said is unknown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Method {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) help: Option<String>,
    /// The ways to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) signatures: Option<Vec<Form>>,
    /// In an overlay: the parameters of the only way to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) params: Option<Vec<Param>>,
    /// In an overlay: the result of every way to call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) returns: Option<Type>,
    /// In an overlay: leave the method out.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) skip: bool,
}

/// One way to call a method.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    #[serde(default = "any", skip_serializing_if = "is_any")]
    pub(super) returns: Type,
    #[serde(default)]
    pub(super) params: Vec<Param>,
}

/// A parameter: its type alone, or with a name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "TextOr<ParamTable>", into = "ParamTable")]
pub(super) struct Param {
    pub(super) name: Option<String>,
    pub(super) kind: Option<Type>,
    pub(super) optional: bool,
    /// Whether it stands for any number of further values.
    pub(super) rest: bool,
}

/// A member of a struct.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "TextOr<MemberTable>", into = "MemberTable")]
pub(super) struct Member {
    pub(super) kind: Type,
    pub(super) optional: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParamTable {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    kind: Option<Type>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    optional: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    rest: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MemberTable {
    #[serde(rename = "type")]
    kind: Type,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    optional: bool,
}

fn any() -> Type {
    Type::ANY
}

fn is_any(kind: &Type) -> bool {
    *kind == Type::ANY
}

impl From<TextOr<ParamTable>> for Param {
    fn from(text: TextOr<ParamTable>) -> Self {
        match text {
            TextOr::Type(kind) => Param { kind: Some(kind), ..Param::default() },
            TextOr::Table(ParamTable { name, kind, optional, rest }) => Param { name, kind, optional, rest },
        }
    }
}

impl From<Param> for ParamTable {
    fn from(Param { name, kind, optional, rest }: Param) -> Self {
        ParamTable { name, kind, optional, rest }
    }
}

impl From<TextOr<MemberTable>> for Member {
    fn from(text: TextOr<MemberTable>) -> Self {
        match text {
            TextOr::Type(kind) => Member { kind, optional: false },
            TextOr::Table(MemberTable { kind, optional }) => Member { kind, optional },
        }
    }
}

impl From<Member> for MemberTable {
    fn from(Member { kind, optional }: Member) -> Self {
        MemberTable { kind, optional }
    }
}

impl Param {
    pub(super) fn kind(&self) -> Type {
        self.kind.clone().unwrap_or(Type::ANY)
    }
}

impl Description {
    /// Adds what an overlay says: it has precedence.
    pub(super) fn overlaid(mut self, overlay: Description) -> Description {
        for (name, said) in overlay.methods {
            if said.skip {
                self.methods.remove(&name);
                continue;
            }
            self.methods.entry(name).or_default().take_from(said);
        }
        self.structs.extend(overlay.structs);
        self
    }

    /// A sentence on a parameter behind one that takes all further values, or on the first struct that a type names and nothing describes.
    pub(super) fn check(&self) -> Result<(), String> {
        if let Some((name, _)) = self.methods.iter().find(|(_, method)| method.has_misplaced_rest()) {
            return Err(format!("{name}: only the last parameter can have `rest`"));
        }
        let mut unknown = None;
        let mut visit = |owner: &str, kind: &Type| {
            kind.each_name(&mut |name| {
                if !self.structs.contains_key(name) && unknown.is_none() {
                    unknown = Some(format!(
                        "{owner}: the type {name} is no type of XML-RPC, and `structs` has none of that name"
                    ));
                }
            });
        };
        for (name, method) in &self.methods {
            for form in method.forms() {
                visit(name, &form.returns);
                form.params.iter().for_each(|param| visit(name, &param.kind()));
            }
        }
        for (name, members) in &self.structs {
            members.values().for_each(|member| visit(name, &member.kind));
        }
        unknown.map_or(Ok(()), Err)
    }
}

impl Method {
    fn take_from(&mut self, said: Method) {
        if said.help.is_some() {
            self.help = said.help;
        }
        if said.signatures.is_some() {
            self.signatures = said.signatures;
        }
        if let Some(params) = said.params {
            let known = self.signatures.take().unwrap_or_default();
            let known = known.into_iter().max_by_key(|form| form.params.len());
            let returns = known.as_ref().map_or(Type::ANY, |form| form.returns.clone());
            let known = known.map(|form| form.params).unwrap_or_default();
            // A parameter that is only named keeps the type that introspection knows.
            let kind = |index: usize| known.get(index).and_then(|param: &Param| param.kind.clone());
            let params = params.into_iter().enumerate();
            let params =
                params.map(|(index, param)| Param { kind: param.kind.clone().or_else(|| kind(index)), ..param });
            self.signatures = Some(vec![Form { returns, params: params.collect() }]);
        }
        if let Some(returns) = said.returns {
            match &mut self.signatures {
                Some(forms) => forms.iter_mut().for_each(|form| form.returns = returns.clone()),
                None => self.returns = Some(returns),
            }
        }
    }

    fn has_misplaced_rest(&self) -> bool {
        self.forms().iter().any(|form| form.params.iter().rev().skip(1).any(|param| param.rest))
    }

    /// The ways to call the method; none if they are unknown.
    pub(super) fn forms(&self) -> &[Form] {
        self.signatures.as_deref().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_names_what_introspection_does_not() {
        let known =
            r#"{"methods": {"a.b": {"signatures": [{"returns": "struct", "params": ["int", "string"]}]}, "c": {}}}"#;
        let overlay = r#"
            [methods."a.b"]
            returns = "Info"
            params = [{ name = "pid" }, { name = "text", optional = true }]
            [methods.c]
            skip = true
            [methods.d]
            returns = "int"
            [structs.Info]
            pid = "int"
            name = { type = "string", optional = true }
        "#;
        let known: Description = serde_json::from_str(known).unwrap_or_default();
        let overlay: Description = toml::from_str(overlay).unwrap_or_default();
        let merged = known.overlaid(overlay);
        assert_eq!(merged.check(), Ok(()));
        assert_eq!(merged.methods.keys().collect::<Vec<_>>(), ["a.b", "d"]);
        let form = &merged.methods["a.b"].forms()[0];
        assert_eq!(form.returns, Type::Named("Info".into()));
        assert_eq!(form.params[1].kind(), Type::Wire(crate::value::Wire::String));
        assert!(form.params[1].optional);
        let saved = serde_json::to_string(&merged).unwrap_or_default();
        assert_eq!(serde_json::from_str::<Description>(&saved).ok(), Some(merged));
    }

    #[test]
    fn a_struct_that_is_not_described_is_found() {
        let text = r#"{"methods": {"a": {"signatures": [{"returns": "array<Missing>"}]}}}"#;
        let description: Description = serde_json::from_str(text).unwrap_or_default();
        assert!(description.check().is_err_and(|sentence| sentence.contains("Missing")));
    }
}
