//! Method calls and method responses as documents, for clients as much as for servers.

mod call;
mod call_reader;
mod fault_struct;
#[cfg(test)]
mod foreign;
mod frame;
mod multicall;
mod params;
mod params_reader;
mod reading;
mod response;
mod response_writer;

pub use call::MethodCall;
pub use params::{ParamWriter, Params};
pub use response::{MethodResponse, read_response, read_response_within};

/// Messages that are read and written piece by piece, as `xmlrpc-service` does it.
#[doc(hidden)]
pub mod incremental {
    pub use super::call_reader::CallReader;
    pub use super::multicall::{Entry, EntryStart};
    pub use super::params_reader::{LookAhead, MemberPlace, ParamsReader, ParamsStart};
    pub use super::response_writer::{Mark, ResponseWriter};
    pub use crate::dialect::ResolvedDialect;
    pub use crate::reading::Rules;
    pub use crate::ser::{MemoryLease, ResponseMemory, UNLEASED};
    pub use crate::xml::{Utf8, to_utf8};
}

pub use crate::error::{Error, ErrorKind, Position};

#[cfg(test)]
pub(crate) use call::read as read_call;

use crate::decode::{Reader, prefer_xml_error};
use crate::reading::Rules;
use crate::xml;

/// Reads a whole document with one function.
fn read_document<T>(
    bytes: impl Into<bytes::Bytes>,
    rules: &Rules,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    read_document_in(bytes, None, rules, read)
}

/// Reads a whole document whose character set the transport may name.
fn read_document_in<T>(
    bytes: impl Into<bytes::Bytes>,
    charset: Option<&str>,
    rules: &Rules,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let bytes = bytes.into();
    rules.limits.check_body(&bytes)?;
    let document = xml::to_utf8(bytes, charset, &rules.reading)?;
    let text = document.text()?;
    read(&mut Reader::new(text, rules)).map_err(|error| prefer_xml_error(error, text, rules).in_text(text))
}
