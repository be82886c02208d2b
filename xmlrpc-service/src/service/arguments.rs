mod keywords;

use serde::de::Deserialize;

use super::PublishedMethod;
use keywords::Keywords;
use xmlrpc_core::Error;
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS};
use xmlrpc_core::message::incremental::ParamsReader;
use xmlrpc_core::reading::Quirks;
use xmlrpc_core::value::Value;

/// The arguments of one call, read one after the other out of the request, or out of the values that another method passed.
#[derive(Debug)]
pub struct Arguments<'a> {
    source: Source<'a>,
    method: &'a PublishedMethod,
    /// The keyword arguments, of a method that takes them.
    keywords: Option<Box<Keywords<'a>>>,
}

/// The reader of a protocol, or values of a call in process.
#[derive(Debug)]
enum Source<'a> {
    XmlRpc(ParamsReader<'a>),
    Values { values: &'a [Value], read: usize },
}

impl<'a> Arguments<'a> {
    /// The arguments of a call over XML-RPC.
    #[inline]
    pub(crate) fn xmlrpc(params: ParamsReader<'a>, method: &'a PublishedMethod) -> Self {
        Arguments { source: Source::XmlRpc(params), method, keywords: None }
    }

    /// The arguments of a call in process.
    pub(crate) fn values(values: &'a [Value], method: &'a PublishedMethod) -> Self {
        Arguments { source: Source::Values { values, read: 0 }, method, keywords: None }
    }

    /// The quirks of the document as far as it has been read.
    #[inline]
    pub(crate) fn quirks(&self) -> Quirks {
        match &self.source {
            Source::XmlRpc(params) => params.quirks(),
            Source::Values { .. } => Quirks::default(),
        }
    }

    /// How many arguments have been read.
    fn read(&self) -> usize {
        match &self.source {
            Source::XmlRpc(params) => params.read(),
            Source::Values { read, .. } => *read,
        }
    }

    /// Reads the next argument. One that cannot be read is passed over.
    ///
    /// # Errors
    ///
    /// A document that is not XML-RPC, a value that does not suit `T`, or no argument left; `Option` is then `None`.
    #[inline]
    #[expect(clippy::should_implement_trait, reason = "each call reads another type")]
    pub fn next<T: Deserialize<'a>>(&mut self) -> Result<T, Fault> {
        let Source::XmlRpc(params) = &mut self.source else { return self.next_of_values() };
        match params.next() {
            Ok(Some(value)) => Ok(value),
            Ok(None) => ParamsReader::missing().ok_or_else(|| self.too_few()),
            Err(error) => Err(self.fault(error)),
        }
    }

    /// Reads the next argument, if there is one. Nil stands for no argument, unless `T` takes it for a value: in some
    /// languages a caller can skip a parameter in no other way.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next), but for an argument that is missing.
    #[inline]
    pub fn next_if_any<T: Deserialize<'a>>(&mut self) -> Result<Option<T>, Fault> {
        match &mut self.source {
            Source::XmlRpc(params) => params.next_or_default().map_err(|error| self.fault(error)),
            Source::Values { values, read } => next_value(values, read, true).map_err(|error| self.fault(error)),
        }
    }

    /// Reads the arguments that are left, for a method that takes any number of arguments of one type.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next).
    pub fn rest<T: Deserialize<'a>>(&mut self) -> Result<Vec<T>, Fault> {
        let rest = match &mut self.source {
            Source::XmlRpc(params) => params.rest(),
            Source::Values { values, read } => {
                std::iter::from_fn(|| next_value(values, read, false).transpose()).collect()
            }
        };
        rest.map_err(|error| self.fault(error))
    }

    /// Makes sure that there are no more arguments and that the document ends well. Until then, no method runs.
    ///
    /// # Errors
    ///
    /// More arguments than the method takes, or a document that is not XML-RPC to its end.
    #[inline]
    pub fn finish(&mut self) -> Result<(), Fault> {
        let Source::XmlRpc(params) = &mut self.source else { return self.finish_values() };
        match params.more() {
            Ok(false) => Ok(()),
            Ok(true) => Err(self.too_many()),
            Err(error) => Err(self.fault(error)),
        }
    }

    /// Whether all arguments have been read, and the document to its end.
    pub(crate) fn are_read(&self) -> bool {
        match &self.source {
            Source::XmlRpc(params) => params.is_at_end(),
            Source::Values { values, read } => *read == values.len(),
        }
    }

    /// Converts the next of the values of a call in process.
    #[cold]
    #[inline(never)]
    fn next_of_values<T: Deserialize<'a>>(&mut self) -> Result<T, Fault> {
        let Source::Values { values, read } = &mut self.source else { return Err(self.too_few()) };
        match next_value(values, read, false) {
            Ok(Some(value)) => Ok(value),
            Ok(None) => ParamsReader::missing().ok_or_else(|| self.too_few()),
            Err(error) => Err(self.fault(error)),
        }
    }

    #[cold]
    #[inline(never)]
    fn finish_values(&mut self) -> Result<(), Fault> {
        match &self.source {
            Source::Values { values, read } if *read < values.len() => Err(self.too_many()),
            _ => Ok(()),
        }
    }

    #[cold]
    fn too_few(&self) -> Fault {
        let (takes, read) = (self.method.takes(), self.read());
        let missing = self.method.parameter_name(read).unwrap_or("?");
        let message = format!("{takes}, {read} given: parameter {} ({missing}) is missing", read + 1);
        Error::new(INVALID_PARAMETERS, message).into()
    }

    #[cold]
    fn too_many(&mut self) -> Fault {
        let read = self.read();
        let rest = match &mut self.source {
            Source::XmlRpc(params) => params.count_rest(),
            Source::Values { values, read } => Ok(values.len() - *read),
        };
        match rest {
            Ok(more) => {
                let message = format!("{}, {} given", self.method.takes(), read + more);
                Error::new(INVALID_PARAMETERS, message).into()
            }
            Err(error) => self.fault(error),
        }
    }

    /// The fault of an error. If it is about a parameter, it says about which one.
    #[cold]
    fn fault(&self, error: Error) -> Fault {
        if error.code() != INVALID_PARAMETERS {
            return error.into();
        }
        self.method.blamed(self.read(), error).into()
    }
}

/// Converts the next of the values; none if no more are there. One that cannot be converted is passed over. Nil may stand
/// for none, unless `T` takes it for a value.
#[cold]
#[inline(never)]
fn next_value<'a, T: Deserialize<'a>>(
    values: &'a [Value],
    read: &mut usize,
    nil_is_none: bool,
) -> Result<Option<T>, Error> {
    let Some(value) = values.get(*read) else { return Ok(None) };
    *read += 1;
    match value.to() {
        Err(_) if nil_is_none && value.is_nil() => Ok(None),
        converted => converted.map(Some),
    }
}
