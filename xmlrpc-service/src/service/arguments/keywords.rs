//! Keyword arguments: a last struct whose members are parameters by their names.

use std::borrow::Cow;

use serde::de::{Deserialize, IgnoredAny};

use super::{Arguments, Source};
use crate::schema::WireType;
use crate::service::{Presence, PublishedMethod};
use xmlrpc_core::__private::quoted;
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS};
use xmlrpc_core::message::incremental::{LookAhead, MemberPlace, ParamsReader};
use xmlrpc_core::{Error, Value};

/// The member that marks a struct of keyword arguments, as Koji's clients write it.
const MARKER: &str = "__starstar";

/// The keyword arguments of a call.
#[derive(Debug)]
pub(super) struct Keywords<'a> {
    /// How many arguments stand before the struct.
    positional: usize,
    /// Those that no parameter has taken.
    given: Vec<Keyword<'a>>,
}

/// The name of a keyword argument, and where it is.
type Keyword<'a> = (Cow<'a, str>, Given<'a>);

/// Where a keyword argument is.
#[derive(Debug, Clone, Copy)]
enum Given<'a> {
    Document(MemberPlace),
    Value(&'a Value),
}

impl<'a> Keywords<'a> {
    fn take(&mut self, name: &str) -> Option<Given<'a>> {
        let index = self.given.iter().position(|(given, _)| given == name)?;
        Some(self.given.remove(index).1)
    }
}

impl<'a> Arguments<'a> {
    /// Looks whether the last argument is a struct of keyword arguments: one that has the member `__starstar`, or one at a
    /// position whose parameter is no struct.
    pub fn find_keywords(&mut self) {
        let Some((positional, mut given)) = self.last_struct() else { return };
        let marker = given.iter().position(|(name, _)| name == MARKER);
        match marker {
            Some(index) if self.given(given[index].1).is_ok_and(|value: Value| is_true(&value)) => {
                given.remove(index);
            }
            _ if self.method.takes_struct_at(positional) => return,
            _ => {}
        }
        self.keywords = Some(Box::new(Keywords { positional, given }));
    }

    /// The members of the last argument, if that is a struct, and how many arguments stand before it.
    fn last_struct(&mut self) -> Option<(usize, Vec<Keyword<'a>>)> {
        match &mut self.source {
            // What is wrong with the document shows again where it is read.
            Source::XmlRpc(params) => match params.look_ahead() {
                Ok(LookAhead { count, last: Some(given) }) => {
                    let given = given.into_iter().map(|(name, place)| (name, Given::Document(place)));
                    Some((count.saturating_sub(1), given.collect()))
                }
                _ => None,
            },
            Source::Values { values, .. } => {
                let (last, before) = values.split_last()?;
                let members = last.as_struct()?.iter();
                Some((before.len(), members.map(|(name, value)| (name.into(), Given::Value(value))).collect()))
            }
        }
    }

    fn given<T: Deserialize<'a>>(&mut self, given: Given<'a>) -> Result<T, Error> {
        match (&mut self.source, given) {
            (Source::XmlRpc(params), Given::Document(place)) => params.member(place),
            (_, Given::Value(value)) => value.to(),
            // A place in a document comes from its reader alone.
            (Source::Values { .. }, Given::Document(_)) => Err(Error::new(INVALID_PARAMETERS, "it is not there")),
        }
    }

    /// Reads the argument of a parameter, by its position or by its name; none if the call has neither.
    ///
    /// # Errors
    ///
    /// As [`next_if_any`](Self::next_if_any); and an argument that is given in both ways.
    pub fn named_if_any<T: Deserialize<'a>>(&mut self, name: &str) -> Result<Option<T>, Fault> {
        let read = self.read();
        let Some(keywords) = &mut self.keywords else { return self.next_if_any() };
        let by_name = keywords.take(name);
        match by_name {
            by_name if read < keywords.positional => {
                if by_name.is_some() {
                    return Err(self.given_twice(name));
                }
                self.next_if_any()
            }
            None => Ok(None),
            Some(given) => self.keyword(name, given).map(Some),
        }
    }

    /// Reads the argument of a parameter, by its position or by its name.
    ///
    /// # Errors
    ///
    /// As [`named_if_any`](Self::named_if_any), and an argument that is not there.
    pub fn named<T: Deserialize<'a>>(&mut self, name: &str) -> Result<T, Fault> {
        match self.named_if_any(name)? {
            Some(value) => Ok(value),
            None => ParamsReader::missing().ok_or_else(|| self.missing(name)),
        }
    }

    /// Reads the arguments that are left, up to the keyword arguments.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn positional_rest<T: Deserialize<'a>>(&mut self) -> Result<Vec<T>, Fault> {
        let Some(keywords) = &self.keywords else { return self.rest() };
        let positional = keywords.positional;
        let mut all = Vec::new();
        while self.read() < positional {
            all.push(self.next()?);
        }
        Ok(all)
    }

    /// Reads the keyword arguments that no parameter has taken.
    ///
    /// # Errors
    ///
    /// A value that does not suit `T`.
    pub fn other_keywords<T: Deserialize<'a>>(&mut self) -> Result<Vec<(String, T)>, Fault> {
        let Some(keywords) = &mut self.keywords else { return Ok(Vec::new()) };
        let given = std::mem::take(&mut keywords.given);
        given
            .into_iter()
            .map(|(name, given)| self.keyword(&name, given).map(|value| (name.into_owned(), value)))
            .collect()
    }

    /// Makes sure that each argument and each keyword has been taken and that the document ends well.
    ///
    /// # Errors
    ///
    /// As [`finish`](Self::finish), and a keyword that no parameter has.
    pub fn finish_keywords(&mut self) -> Result<(), Fault> {
        if let Some(keywords) = self.keywords.take() {
            if self.read() < keywords.positional {
                return Err(self.too_many_before_keywords(keywords.positional));
            }
            self.next::<IgnoredAny>()?;
            if let Some((name, _)) = keywords.given.first() {
                return Err(self.unknown(name));
            }
        }
        self.finish()
    }

    fn keyword<T: Deserialize<'a>>(&mut self, name: &str, given: Given<'a>) -> Result<T, Fault> {
        self.given(given).map_err(|error| error.prefixed(format_args!("keyword {}: ", quoted(name))).into())
    }

    #[cold]
    fn given_twice(&self, name: &str) -> Fault {
        let number = self.read() + 1;
        refused(format!("parameter {number} ({name}) is given twice: by its position and by keyword"))
    }

    #[cold]
    fn missing(&self, name: &str) -> Fault {
        if self.keywords.is_none() {
            return self.too_few();
        }
        let takes = self.method.takes();
        refused(format!("{takes}: {} is missing, by its position and by keyword", quoted(name)))
    }

    #[cold]
    fn too_many_before_keywords(&self, positional: usize) -> Fault {
        refused(format!("{}, {positional} given by their positions", self.method.takes()))
    }

    #[cold]
    fn unknown(&self, name: &str) -> Fault {
        refused(format!("unknown keyword {}: {}", quoted(name), self.method.takes()))
    }
}

impl PublishedMethod {
    /// Whether an argument at this position may be a struct by itself.
    fn takes_struct_at(&self, index: usize) -> bool {
        let last = self.parameters.len().saturating_sub(1);
        let index = match self.parameters.get(index) {
            Some(_) => index,
            None if self.parameters.last().is_some_and(|last| last.presence == Presence::Rest) => last,
            None => return false,
        };
        let shape = self.signature().and_then(|signature| signature.parameters().get(index).copied());
        shape.is_none_or(|shape| matches!(shape.wire, WireType::Struct | WireType::Undefined))
    }
}

/// Whether Python takes the value for true.
fn is_true(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_i64().is_some_and(|number| number != 0))
}

fn refused(message: String) -> Fault {
    Error::new(INVALID_PARAMETERS, message).into()
}
