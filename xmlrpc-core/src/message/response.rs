use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault_struct::FaultStruct;
use super::frame::{PARAM_LEVEL, Room, SMALL, begin_result, end_result, push_fault_document};
use super::read_document;
use crate::decode::{Outcome, Reader};
use crate::dialect::Dialect;
use crate::error::Error;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::reading::Rules;
use crate::ser::ValueWriter;
use crate::value::Value;

/// A method response whose result may be anything.
///
/// ```
/// use xmlrpc_core::{Dialect, MethodResponse};
///
/// let document = Dialect::standard().write_response(&"South Dakota")?;
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
            MethodResponse::Result(result) => Dialect::standard().write_response(result),
            MethodResponse::Fault(fault) => Ok(Dialect::standard().write_fault(fault)),
        }
    }
}

/// Reads a method response straight into the type of its result.
///
/// ```
/// use xmlrpc_core::message::read_response;
/// use xmlrpc_core::{Dialect, Fault};
///
/// let dialect = Dialect::standard();
/// assert_eq!(read_response::<i32>(dialect.write_response(&41)?)?, Ok(41));
/// assert_eq!(read_response::<i32>(dialect.write_fault(&Fault::new(4, "no")))?, Err(Fault::new(4, "no")));
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
    read_document(bytes, &Rules::within(*limits), read)
}

pub(super) fn read<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<Result<T, Fault>, Error> {
    let outcome = reader.open_response()?;
    let result = match outcome {
        Outcome::Result => Ok(reader.value::<T>()?),
        Outcome::Fault => {
            let FaultStruct(fault) = reader.value()?;
            Err(fault)
        }
        Outcome::Nothing => Ok(nothing()?),
    };
    reader.close_response(outcome)?;
    Ok(result)
}

/// The result of a response that has none.
#[cold]
#[inline(never)]
fn nothing<T: DeserializeOwned>() -> Result<T, Error> {
    Value::Nil.to()
}

impl Dialect {
    /// Writes a method response with a result in this dialect.
    ///
    /// ```
    /// use xmlrpc_core::Dialect;
    ///
    /// let document = Dialect::cpython().write_response(&1e16)?;
    /// assert!(String::from_utf8_lossy(&document).contains("<double>1e+16</double>"));
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A result that the dialect has no form for, such as nil in [`strict`](Self::strict). The text names the setting.
    pub fn write_response<T: Serialize + ?Sized>(&self, result: &T) -> Result<Vec<u8>, Error> {
        let mut out = Vec::with_capacity(SMALL);
        self.write_response_into(result, &mut out)?;
        Ok(out)
    }

    /// Appends a method response with a result to a buffer. A buffer that is kept for many documents saves allocations.
    ///
    /// ```
    /// use xmlrpc_core::Dialect;
    ///
    /// let mut buffer = b"what was there".to_vec();
    /// assert!(Dialect::strict().write_response_into(&None::<i32>, &mut buffer).is_err());
    /// assert_eq!(buffer, b"what was there");
    ///
    /// buffer.clear();
    /// Dialect::strict().write_response_into(&Some(7), &mut buffer)?;
    /// assert_eq!(buffer, Dialect::strict().write_response(&7)?);
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write_response`](Self::write_response). The buffer is then unchanged.
    pub fn write_response_into<T: Serialize + ?Sized>(&self, result: &T, buffer: &mut Vec<u8>) -> Result<(), Error> {
        let dialect = self.unless_standard();
        let begin = buffer.len();
        begin_result(buffer, dialect);
        let writer = ValueWriter::new(buffer, usize::MAX, Limits::MAX_DEPTH);
        let mut writer = writer.in_dialect(dialect, PARAM_LEVEL).expecting_result();
        if let Err(error) = result.serialize(&mut writer) {
            buffer.truncate(begin);
            return Err(error);
        }
        end_result(buffer, dialect);
        if let Some(dialect) = dialect {
            dialect.encoding.encode_from(buffer, begin);
        }
        Ok(())
    }

    /// Writes a method response with a fault in this dialect.
    ///
    /// ```
    /// use xmlrpc_core::{Dialect, Fault, MethodResponse};
    ///
    /// let document = Dialect::cpython().write_fault(&Fault::method_not_found("add"));
    /// let told = Fault::new(1, "<class 'Exception'>:method \"add\" is not supported");
    /// assert_eq!(MethodResponse::read(document)?, MethodResponse::Fault(told));
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    pub fn write_fault(&self, fault: &Fault) -> Vec<u8> {
        let mut out = Vec::new();
        self.write_fault_into(fault, &mut out);
        out
    }

    /// Appends a method response with a fault to a buffer.
    ///
    /// ```
    /// use xmlrpc_core::{Dialect, Fault};
    ///
    /// let (fault, mut buffer) = (Fault::new(4, "no"), Vec::new());
    /// Dialect::standard().write_fault_into(&fault, &mut buffer);
    /// assert_eq!(buffer, Dialect::standard().write_fault(&fault));
    /// ```
    pub fn write_fault_into(&self, fault: &Fault, buffer: &mut Vec<u8>) {
        let begin = buffer.len();
        push_fault_document(buffer, fault, Room::UNLIMITED, self.unless_standard());
        self.encoding.encode_from(buffer, begin);
    }
}
