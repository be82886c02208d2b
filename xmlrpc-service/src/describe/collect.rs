//! How a description is made: from a dispatcher, or from the tables of the program.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model::{Description, FormDescription, Group, MethodDescription, ParameterDescription};
use crate::catalogue::catalogue;
use crate::schema::{Definitions, Type, WireType};
use crate::service::{Presence, PublishedMethod, Publisher, ServiceInfo, SourceLocation};

impl Description {
    /// Describes the annotated blocks and functions that are linked into the program, under their own prefixes, without
    /// a dispatcher. `select` chooses among them; see [`catalogue`](crate::catalogue()).
    pub fn of_catalogue(select: impl Fn(&ServiceInfo) -> bool) -> Self {
        let mut methods: BTreeMap<String, Vec<PublishedMethod>> = BTreeMap::new();
        let mut collected = Collected::default();
        for service in catalogue().filter(|service| select(service)) {
            collected.add_group(service.prefix(), service.description());
            for row in service.methods().iter() {
                let here = SourceLocation::UNKNOWN;
                let publisher = Publisher::Service { service: service.name(), source: row.source(), mounted: here };
                let method = PublishedMethod::of_row(row.full_name(service).into_owned(), row, publisher);
                for alias in row.other_names_under(None, service) {
                    methods.entry(alias.to_string()).or_default().push(method.alias(alias.into_owned()));
                }
                methods.entry(method.name().to_owned()).or_default().push(method);
            }
        }
        for forms in methods.into_values() {
            let [first, ..] = forms.as_slice() else { continue };
            let overloads = if forms.len() == 1 { Vec::new() } else { forms.iter().cloned().map(Arc::new).collect() };
            collected.add(&PublishedMethod { overloads, ..first.clone() });
        }
        collected.finish()
    }
}

/// A description that is being made.
#[derive(Default)]
pub(crate) struct Collected {
    methods: BTreeMap<String, MethodDescription>,
    aliases: Vec<(String, String)>,
    help: BTreeMap<String, Vec<&'static str>>,
    definitions: Definitions,
}

impl Collected {
    /// Adds the documentation of a service.
    pub(crate) fn add_group(&mut self, prefix: &str, help: &'static str) {
        let texts = self.help.entry(prefix.to_owned()).or_default();
        if !help.is_empty() && !texts.contains(&help) {
            texts.push(help);
        }
    }

    /// Adds a method under one of its names, unless it is hidden.
    pub(crate) fn add(&mut self, method: &PublishedMethod) {
        if method.is_hidden() {
            return;
        }
        if let Some(name) = method.alias_of() {
            self.aliases.push((name.to_owned(), method.name().to_owned()));
            return;
        }
        let forms: Vec<_> = match method.overloads.as_slice() {
            [] => vec![self.form(method)],
            overloads => overloads.iter().map(|overload| self.form(overload)).collect(),
        };
        let described = MethodDescription {
            name: method.name().to_owned(),
            aliases: Vec::new(),
            help: forms.first().map(|form| form.help.clone()).unwrap_or_default(),
            forms,
            faults: method.faults(),
            deprecated: method.deprecated.map(str::to_owned),
        };
        self.methods.insert(described.name.clone(), described);
    }

    /// Adds a method of which only the name and a text are known.
    pub(crate) fn add_unknown(&mut self, name: &str, help: &str) {
        let unknown = FormDescription {
            help: help.to_owned(),
            parameters: vec![ParameterDescription {
                name: "parameters".into(),
                help: String::new(),
                ty: Type::Wire(WireType::Any),
                presence: Presence::Rest,
                default: None,
            }],
            takes_keywords: false,
            result: Type::Wire(WireType::Undefined),
            result_help: String::new(),
        };
        self.methods.entry(name.to_owned()).or_insert_with(|| MethodDescription {
            name: name.to_owned(),
            aliases: Vec::new(),
            help: help.to_owned(),
            forms: vec![unknown],
            faults: Vec::new(),
            deprecated: None,
        });
    }

    fn form(&mut self, method: &PublishedMethod) -> FormDescription {
        let signature = method.signature();
        let shapes = signature.as_ref().map(|signature| signature.parameters()).unwrap_or_default();
        let parameters = method.parameters().iter().enumerate().map(|(index, parameter)| {
            let ty = shapes
                .get(index)
                .map_or(Type::Wire(WireType::Undefined), |shape| shape.describe_into(&mut self.definitions));
            let (ty, optional) = ty.required();
            let presence = match parameter.presence() {
                Presence::Required if optional || shapes.get(index).is_some_and(|shape| shape.optional) => {
                    Presence::Optional
                }
                presence => presence,
            };
            ParameterDescription {
                name: parameter.name().to_owned(),
                help: parameter.help().to_owned(),
                ty,
                presence,
                default: parameter.default.map(str::to_owned),
            }
        });
        let parameters = parameters.collect();
        let result = signature.as_ref().map_or(Type::Wire(WireType::Undefined), |signature| {
            signature.result_shape().describe_into(&mut self.definitions)
        });
        FormDescription {
            help: method.own_help.to_string(),
            parameters,
            takes_keywords: method.takes_keywords(),
            result,
            result_help: method.returns.to_owned(),
        }
    }

    /// The description.
    pub(crate) fn finish(mut self) -> Description {
        for (name, alias) in self.aliases {
            match self.methods.get_mut(&name) {
                Some(method) => method.aliases.push(alias),
                // The method itself is hidden, or was taken out.
                None => continue,
            }
        }
        for method in self.methods.values_mut() {
            method.aliases.sort();
            self.help.entry(method.prefix().to_owned()).or_default();
        }
        let methods: Vec<MethodDescription> = self.methods.into_values().collect();
        let is_used = |prefix: &str| methods.iter().any(|method| method.prefix() == prefix);
        let groups = self.help.into_iter().filter(|(prefix, _)| is_used(prefix));
        Description {
            groups: groups.map(|(prefix, texts)| Group { prefix, help: texts.join("\n\n") }).collect(),
            types: self.definitions.into_definitions(methods.iter().flat_map(MethodDescription::types)),
            methods,
            ..Description::default()
        }
    }
}
