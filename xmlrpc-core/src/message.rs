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

use crate::reader::{Reader, weightiest};
use crate::reading::{Beyond, Document, Rules, check_response_strictly, check_strictly, prepare};
use crate::xml;

/// Reads a whole document with one function.
fn read_document<T>(
    bytes: impl Into<bytes::Bytes>,
    mut rules: Rules,
    document: Document,
    read: impl FnOnce(&mut Reader<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let bytes = bytes.into();
    rules.limits.check_body(&bytes)?;
    let mut utf8 = xml::to_utf8(bytes, None, &rules.reading)?;
    if rules.passes {
        (utf8, _) = prepare(utf8, &mut rules, document)?;
    }
    let text = utf8.text()?;
    if rules.passes {
        check(text, &rules, document).map_err(|error| rules.located(error, text))?;
    }
    read(&mut Reader::new(text, &rules)).map_err(|error| rules.located(weightiest(error, text, &rules), text))
}

/// What the strict reading refuses.
fn check(text: &str, rules: &Rules, document: Document) -> Result<(), Error> {
    match document {
        _ if !rules.reading.is_strict() => Ok(()),
        Document::Call => check_strictly(text, rules, true).map_err(Beyond::into_error),
        Document::Response => check_response_strictly(text, rules),
    }
}
