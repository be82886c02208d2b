//! Method calls and method responses as documents, for clients as much as for servers.

mod call;
mod frame;
mod params;
mod response;

pub use call::{MethodCall, write_call};
pub use params::{ParamWriter, Params};
pub use response::{MethodResponse, read_response, read_response_within, write_fault, write_response};

pub(crate) use frame::{PARAM_LEVEL, begin_result, end_result, push_fault_document, push_fault_value};

use crate::error::Error;
use crate::limits::Limits;
use crate::reader::{Reader, weightiest};
use crate::reading::Rules;
use crate::xml;

/// Reads a whole document with one function.
fn read_document<T>(
    bytes: impl Into<bytes::Bytes>,
    limits: &Limits,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let bytes = bytes.into();
    limits.check_body(&bytes)?;
    let text = xml::to_text(bytes, None)?;
    let rules = Rules::within(*limits);
    read(&mut Reader::new(&text, &rules)).map_err(|error| weightiest(error, &text, &rules).in_text(&text))
}
