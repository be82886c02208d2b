use std::borrow::Cow;

use super::{MethodInfo, Place, Run};
use crate::fault::{FaultInfo, quoted};
use crate::schema::Signature;

/// A method under the full name by which it can be called.
#[derive(Debug, Clone)]
pub struct PublishedMethod {
    pub(crate) name: String,
    pub(crate) help: Cow<'static, str>,
    pub(crate) parameters: Vec<PublishedParameter>,
    pub(crate) signature: Option<fn() -> Signature>,
    pub(crate) faults: Option<fn() -> Vec<FaultInfo>>,
    pub(crate) run: Run,
    pub(crate) takes_context: bool,
    pub(crate) published_by: Publisher,
}

/// Who published a method, for the message about a second one of its name.
#[derive(Debug, Clone)]
pub(crate) enum Publisher {
    /// A row of a service's table, and where the service was mounted.
    Service { service: &'static str, source: Place, mounted: Place },
    /// `function` or `discover`, called there.
    Function(Place),
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
            Publisher::Dispatcher => f.write_str("introspection, which `introspection(false)` switches off"),
        }
    }
}

/// One parameter of a published method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedParameter {
    pub(crate) name: Cow<'static, str>,
    pub(crate) help: Cow<'static, str>,
}

impl PublishedParameter {
    /// The parameter's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the parameter means; empty if nobody said.
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl PublishedMethod {
    /// The row of a table, under a full name.
    pub(crate) fn of_row(name: String, info: &MethodInfo, published_by: Publisher) -> Self {
        let parameters = info.parameter_list().iter().map(|parameter| PublishedParameter {
            name: parameter.name().into(),
            help: parameter.description().into(),
        });
        PublishedMethod {
            name,
            help: info.description().into(),
            parameters: parameters.collect(),
            signature: info.signature_source(),
            faults: info.fault_source(),
            run: info.run(),
            takes_context: info.takes_context(),
            published_by,
        }
    }

    /// The full name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The help text that the author wrote; empty if there is none.
    pub fn help(&self) -> &str {
        &self.help
    }

    /// What `system.methodHelp` answers: the help text, and a line for each fault that the method declares.
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

    /// The wire types, if they can be told.
    pub fn signature(&self) -> Option<Signature> {
        self.signature.map(|signature| signature())
    }

    /// The faults that the method's error declares; what else may go wrong has the interoperability codes.
    pub fn faults(&self) -> Vec<FaultInfo> {
        self.faults.map(|faults| faults()).unwrap_or_default()
    }

    /// How the method runs.
    pub fn run(&self) -> Run {
        self.run
    }

    pub(crate) fn parameter_name(&self, index: usize) -> Option<&str> {
        self.parameters.get(index).map(PublishedParameter::name)
    }

    /// How many parameters the method takes, in words.
    #[cold]
    pub(crate) fn takes(&self) -> String {
        let method = quoted(&self.name);
        let most = self.parameters.len();
        let least = self.signature().map_or(most, |signature| signature.required().min(most));
        let names = self.parameters.iter().map(PublishedParameter::name).collect::<Vec<_>>().join(", ");
        match (least, most) {
            (_, 0) => format!("{method} takes no parameters"),
            (1, 1) => format!("{method} takes 1 parameter ({names})"),
            (least, most) if least == most => format!("{method} takes {most} parameters ({names})"),
            (least, most) => format!("{method} takes {least} to {most} parameters ({names})"),
        }
    }
}
