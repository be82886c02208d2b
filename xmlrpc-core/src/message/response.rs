use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{DECLARATION, read_document};
use crate::error::Error;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::reader::{Outcome, Reader};
use crate::reading::{Document, Rules};
use crate::ser::ValueWriter;
use crate::value::Value;
use crate::xml::write::push_text;

/// A method response whose result may be anything.
///
/// ```
/// use xmlrpc_core::{MethodResponse, message};
///
/// let document = message::write_response(&"South Dakota")?;
/// assert_eq!(MethodResponse::read(document)?, MethodResponse::Result("South Dakota".into()));
/// # Ok::<(), xmlrpc_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum MethodResponse {
    /// The method's result.
    Result(Value),
    /// The fault that came in its place.
    Fault(Fault),
}

impl MethodResponse {
    /// Reads a document within the default limits.
    ///
    /// # Errors
    ///
    /// A document that is no method response.
    pub fn read(bytes: impl Into<bytes::Bytes>) -> Result<Self, Error> {
        Ok(match read_response(bytes)? {
            Ok(result) => MethodResponse::Result(result),
            Err(fault) => MethodResponse::Fault(fault),
        })
    }

    /// Writes the document.
    ///
    /// # Errors
    ///
    /// A result that XML-RPC cannot carry.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        match self {
            MethodResponse::Result(result) => write_response(result),
            MethodResponse::Fault(fault) => Ok(write_fault(fault)),
        }
    }
}

/// Reads a method response straight into the type of its result.
///
/// ```
/// use xmlrpc_core::message::{read_response, write_fault, write_response};
/// use xmlrpc_core::Fault;
///
/// assert_eq!(read_response::<i32>(write_response(&41)?)?, Ok(41));
/// assert_eq!(read_response::<i32>(write_fault(&Fault::new(4, "no")))?, Err(Fault::new(4, "no")));
/// # Ok::<(), xmlrpc_core::Error>(())
/// ```
///
/// # Errors
///
/// A document that is no method response, or a result of another type. A fault is no error of the document.
pub fn read_response<T: DeserializeOwned>(bytes: impl Into<bytes::Bytes>) -> Result<Result<T, Fault>, Error> {
    read_response_within(bytes, &Limits::unlimited())
}

/// Reads a method response within limits of your own: of a server that you do not trust.
///
/// # Errors
///
/// As [`read_response`], or a document beyond a limit.
pub fn read_response_within<T: DeserializeOwned>(
    bytes: impl Into<bytes::Bytes>,
    limits: &Limits,
) -> Result<Result<T, Fault>, Error> {
    read_document(bytes, Rules::within(*limits), Document::Response, read)
}

/// Exactly the two members that a fault has.
#[derive(Deserialize)]
struct FaultStruct {
    #[serde(rename = "faultCode")]
    code: i32,
    #[serde(rename = "faultString")]
    message: String,
}

pub(super) fn read<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<Result<T, Fault>, Error> {
    let outcome = reader.open_response()?;
    let result = match outcome {
        Outcome::Result => Ok(reader.value::<T>()?),
        Outcome::Fault => {
            let FaultStruct { code, message } = reader.value()?;
            Err(Fault::new(code, message))
        }
    };
    reader.close_response(&outcome)?;
    Ok(result)
}

/// Writes a method response with a result.
///
/// # Errors
///
/// A result that XML-RPC cannot carry, such as NaN.
pub fn write_response<T: Serialize + ?Sized>(result: &T) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    begin_result(&mut out);
    result.serialize(&mut ValueWriter::new(&mut out, usize::MAX, Limits::MAX_DEPTH))?;
    end_result(&mut out);
    Ok(out)
}

/// Writes a method response with a fault.
pub fn write_fault(fault: &Fault) -> Vec<u8> {
    let mut out = Vec::new();
    push_fault_document(&mut out, fault, usize::MAX);
    out
}

#[inline]
pub(crate) fn begin_result(out: &mut Vec<u8>) {
    out.reserve(256);
    out.extend_from_slice(DECLARATION);
    out.extend_from_slice(b"<methodResponse><params><param>");
}

#[inline]
pub(crate) fn end_result(out: &mut Vec<u8>) {
    out.extend_from_slice(b"</param></params></methodResponse>");
}

pub(crate) fn push_fault_document(out: &mut Vec<u8>, fault: &Fault, longest: usize) {
    out.extend_from_slice(DECLARATION);
    out.extend_from_slice(b"<methodResponse><fault>");
    push_fault_value(out, fault, longest);
    out.extend_from_slice(b"</fault></methodResponse>");
}

/// Writes a fault's struct, with the text cut where it would take more than so many bytes.
pub(crate) fn push_fault_value(out: &mut Vec<u8>, fault: &Fault, longest: usize) {
    out.extend_from_slice(b"<value><struct><member><name>faultCode</name><value><int>");
    out.extend_from_slice(itoa::Buffer::new().format(fault.code()).as_bytes());
    out.extend_from_slice(b"</int></value></member><member><name>faultString</name><value><string>");
    let before = out.len();
    if push_text(out, fault.message(), before.saturating_add(longest)).is_err() {
        // A fault must arrive: what XML cannot carry is replaced, what there is no room for is left out.
        out.truncate(before);
        for character in fault.message().chars() {
            let carried = if crate::xml::is_allowed(character) { character } else { '\u{fffd}' };
            let end = out.len();
            let written = push_text(out, carried.encode_utf8(&mut [0; 4]), usize::MAX);
            if written.is_err() || out.len() - before > longest {
                out.truncate(end);
                break;
            }
        }
    }
    out.extend_from_slice(b"</string></value></member></struct></value>");
}
