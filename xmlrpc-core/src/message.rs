//! Method calls and method responses as documents, for clients as much as for servers.

mod call;
mod fault_struct;
mod frame;
mod params;
mod reading;
mod response;

pub use call::MethodCall;
pub use params::{ParamWriter, Params};
pub use response::{MethodResponse, read_response, read_response_within};

#[doc(hidden)]
pub use frame::{PARAM_LEVEL, SMALL, begin_result, end_result, push_fault_document, push_fault_value};

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
    let bytes = bytes.into();
    rules.limits.check_body(&bytes)?;
    let document = xml::to_utf8(bytes, None, &rules.reading)?;
    let text = document.text()?;
    read(&mut Reader::new(text, rules)).map_err(|error| prefer_xml_error(error, text, rules).in_text(text))
}
