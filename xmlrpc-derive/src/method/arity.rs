//! The number of parameters that a method takes, as far as its tokens show.

use std::fmt;

use super::{Method, Parameter, Presence};
use crate::errors::Errors;

/// The legal numbers of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arity {
    least: usize,
    /// None for a method that takes any number more.
    most: Option<usize>,
}

/// What a parameter adds to the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    One,
    OneOrNone,
    Any,
}

impl Arity {
    pub(crate) fn of(method: &Method) -> Self {
        Arity::counted(method.wire_parameters().map(|parameter| match parameter.presence {
            Presence::Required => Count::One,
            Presence::Option | Presence::Default(_) => Count::OneOrNone,
            Presence::Rest => Count::Any,
        }))
    }

    pub(crate) fn counted(parameters: impl Iterator<Item = Count>) -> Self {
        let mut arity = Arity { least: 0, most: Some(0) };
        for parameter in parameters {
            match parameter {
                Count::One => arity.least += 1,
                Count::OneOrNone => {}
                Count::Any => {
                    arity.most = None;
                    continue;
                }
            }
            arity.most = arity.most.map(|most| most + 1);
        }
        arity
    }

    /// Whether some number of parameters is legal for both.
    pub(crate) fn overlaps(self, other: Arity) -> bool {
        self.most.is_none_or(|most| other.least <= most) && other.most.is_none_or(|most| self.least <= most)
    }
}

impl fmt::Display for Arity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.least, self.most) {
            (_, Some(0)) => f.write_str("no parameters"),
            (1, Some(1)) => f.write_str("1 parameter"),
            (least, Some(most)) if least == most => write!(f, "{most} parameters"),
            (least, Some(most)) => write!(f, "{least} to {most} parameters"),
            (0, None) => f.write_str("any number of parameters"),
            (1, None) => f.write_str("1 or more parameters"),
            (least, None) => write!(f, "{least} or more parameters"),
        }
    }
}

/// Refuses required parameters behind optional ones, and any behind the rest.
pub(super) fn check_order(parameters: &[Parameter], errors: &mut Errors) {
    let (mut optional, mut rest) = (None, None);
    for parameter in parameters {
        let parameter = match parameter {
            Parameter::Wire(parameter) => parameter,
            Parameter::Spread(parameter) => {
                if let Some(rest) = rest {
                    errors.at(parameter.place, behind_rest(rest));
                }
                continue;
            }
            Parameter::Context | Parameter::Keywords(_) => continue,
        };
        if let Some(rest) = rest {
            errors.at(parameter.place, behind_rest(rest));
            continue;
        }
        match (&parameter.presence, optional) {
            (Presence::Required, Some(before)) => errors.at(
                parameter.place,
                format!(
                    "a required parameter cannot follow the optional `{before}`: move it before, or make it optional \
                     with `#[param(default)]`"
                ),
            ),
            (Presence::Rest, _) => rest = Some(parameter.name.as_str()),
            (Presence::Option | Presence::Default(_), None) => optional = Some(&parameter.name),
            _ => {}
        }
    }
}

fn behind_rest(rest: &str) -> String {
    format!("no parameter can follow `{rest}`, which collects all remaining values: move this one before it")
}
