use std::borrow::Cow;
use std::sync::Arc;

use super::envelope::EnvelopeInfo;
use super::{Execution, MethodInfo, ParameterInfo, Presence, SourceLocation};
use crate::schema::{SharedSignature, Signature};
use xmlrpc_core::__private::quoted;
use xmlrpc_core::Error;
use xmlrpc_core::fault::FaultInfo;

/// A method under the full name by which it can be called.
#[derive(Debug, Clone)]
pub struct PublishedMethod {
    pub(crate) name: String,
    pub(crate) help: Cow<'static, str>,
    /// The help without the remarks that are shown behind it.
    pub(crate) own_help: Cow<'static, str>,
    pub(crate) returns: &'static str,
    pub(crate) deprecated: Option<&'static str>,
    pub(crate) parameters: Vec<PublishedParameter>,
    pub(crate) signature: Option<SharedSignature>,
    pub(crate) faults: Option<fn() -> Vec<FaultInfo>>,
    pub(crate) execution: Execution,
    pub(crate) takes_context: bool,
    pub(crate) envelope: Option<&'static EnvelopeInfo>,
    pub(crate) takes_keywords: bool,
    pub(crate) hidden: bool,
    pub(crate) alias_of: Option<String>,
    pub(crate) overloads: Vec<Arc<PublishedMethod>>,
    pub(crate) published_by: Publisher,
    /// The index of its limit in the dispatcher's [`Concurrency`](crate::Concurrency).
    pub(crate) limit: usize,
}

/// Who published a method, for the message about a second one of its name.
#[derive(Debug, Clone)]
pub(crate) enum Publisher {
    /// A row of a service's table, and where the service was mounted.
    Service { service: &'static str, source: SourceLocation, mounted: SourceLocation },
    /// `function` or `discover`, called there.
    Function(SourceLocation),
    /// `alias`, called there.
    Alias(SourceLocation),
    /// The dispatcher itself.
    Dispatcher,
}

impl std::fmt::Display for Publisher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Publisher::Service { service, source, mounted } => {
                write!(f, "{service} ({source}), mounted at {mounted}")
            }
            Publisher::Function(place) => write!(f, "the function at {place}"),
            Publisher::Alias(place) => write!(f, "the alias at {place}"),
            Publisher::Dispatcher => f.write_str("introspection, which `introspection(false)` switches off"),
        }
    }
}

/// One parameter of a published method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedParameter {
    pub(crate) name: Cow<'static, str>,
    pub(crate) help: Cow<'static, str>,
    pub(crate) presence: Presence,
    pub(crate) default: Option<&'static str>,
}

impl PublishedParameter {
    /// A parameter that a call must have.
    pub(crate) fn required(name: impl Into<Cow<'static, str>>) -> Self {
        PublishedParameter { name: name.into(), help: "".into(), presence: Presence::Required, default: None }
    }

    /// The parameter's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the parameter means; empty if there is none.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// Whether a call must have it, as far as the source says.
    pub fn presence(&self) -> Presence {
        self.presence
    }
}

impl PublishedMethod {
    /// The row of a table, under a full name.
    pub(crate) fn of_row(name: String, info: &MethodInfo, published_by: Publisher) -> Self {
        let one = |parameter: &ParameterInfo| PublishedParameter {
            name: parameter.name().into(),
            help: parameter.description().into(),
            presence: parameter.presence(),
            default: parameter.default_text(),
        };
        let parameters = info.parameter_list().iter().flat_map(|parameter| match parameter.member_list() {
            [] => std::slice::from_ref(parameter),
            members => members,
        });
        PublishedMethod {
            name,
            help: info.full_description(),
            own_help: info.description().into(),
            returns: info.result_description(),
            deprecated: info.deprecation(),
            parameters: parameters.map(one).collect(),
            signature: info
                .signature_source()
                .map(|source| SharedSignature::new(source, info.envelope().map(|envelope| envelope.describe))),
            faults: info.fault_source(),
            execution: info.execution(),
            takes_context: info.takes_context(),
            envelope: info.envelope(),
            takes_keywords: info.takes_keywords(),
            hidden: info.is_hidden(),
            alias_of: None,
            overloads: Vec::new(),
            published_by,
            limit: 0,
        }
    }

    /// The same method under another name, which says so.
    pub(crate) fn alias(&self, name: String) -> Self {
        let what = format!("An alias of {}.", quoted(&self.name));
        let help = if self.help.is_empty() { what } else { format!("{what}\n\n{}", self.help) };
        PublishedMethod { help: help.into(), alias_of: Some(self.name.clone()), name, ..self.clone() }
    }

    /// The full name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The help text that the author wrote; empty if there is none.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// What `system.methodHelp` returns: the help text, and a line for each fault that the method declares.
    pub fn full_help(&self) -> String {
        let mut text = self.help.clone().into_owned();
        for (index, fault) in self.faults().iter().enumerate() {
            if index == 0 {
                text.push_str(if text.is_empty() { "Faults:" } else { "\n\nFaults:" });
            }
            text.push_str("\n  ");
            text.push_str(&fault.to_string());
        }
        text
    }

    /// The parameters, in order.
    pub fn parameters(&self) -> &[PublishedParameter] {
        &self.parameters
    }

    /// The wire types, if they are known; of several methods under one name, those of the first.
    pub fn signature(&self) -> Option<Signature> {
        self.signature.as_deref().cloned()
    }

    /// The ways to call the method, in names that include those of extensions: for each, the result's type, then the
    /// parameters'. Empty if nothing is known.
    pub fn forms(&self) -> Vec<Vec<&'static str>> {
        match self.overloads.as_slice() {
            [] => self.signature.as_ref().map(|signature| signature.forms()).unwrap_or_default(),
            overloads => overloads.iter().flat_map(|overload| overload.forms()).collect(),
        }
    }

    /// The same in the names of the introspection standard, as `system.methodSignature` returns them by default; none if a
    /// type has no such name.
    pub fn standard_forms(&self) -> Option<Vec<Vec<&'static str>>> {
        match self.overloads.as_slice() {
            [] => self.signature.as_ref()?.standard_forms(),
            overloads => {
                let forms = overloads.iter().map(|overload| overload.standard_forms()).collect::<Option<Vec<_>>>()?;
                Some(forms.concat())
            }
        }
    }

    /// The methods that share the name and are distinguished by their number of parameters; empty if it has one alone.
    pub fn overloads(&self) -> impl Iterator<Item = &PublishedMethod> {
        self.overloads.iter().map(|overload| &**overload)
    }

    /// The method's first name, if this is another one.
    pub fn alias_of(&self) -> Option<&str> {
        self.alias_of.as_deref()
    }

    /// Whether the method is left out of lists.
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// The faults that the method's error declares; what else may go wrong has the interoperability codes.
    pub fn faults(&self) -> Vec<FaultInfo> {
        match self.overloads.as_slice() {
            [] => self.faults.map(|faults| faults()).unwrap_or_default(),
            overloads => {
                let mut all: Vec<FaultInfo> = Vec::new();
                for fault in overloads.iter().flat_map(|overload| overload.faults()) {
                    if !all.contains(&fault) {
                        all.push(fault);
                    }
                }
                all
            }
        }
    }

    /// Whether callers may give parameters by their names, in a last struct.
    pub fn takes_keywords(&self) -> bool {
        self.takes_keywords
    }

    /// How the method runs.
    pub fn execution(&self) -> Execution {
        self.execution
    }

    /// Says which parameter an error is about, by its number, counted from 1, and its name.
    #[cold]
    pub(crate) fn blamed(&self, number: usize, error: Error) -> Error {
        let name = self.parameter_name(number.saturating_sub(1));
        let name = name.map(|name| format!(" ({name})")).unwrap_or_default();
        error.in_place(format_args!("parameter {number}{name}"))
    }

    /// The name of the parameter that takes a call's value at `index`.
    pub(crate) fn parameter_name(&self, index: usize) -> Option<&str> {
        let rest = || self.parameters.last().filter(|last| last.presence == Presence::Rest);
        self.parameters.get(index).or_else(rest).map(PublishedParameter::name)
    }
}
