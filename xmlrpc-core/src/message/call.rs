use super::frame::{SMALL, begin_call, end_call};
use super::{ParamWriter, Params, read_document};
use crate::decode::Reader;
use crate::dialect::Dialect;
use crate::error::Error;
use crate::fault::INTERNAL_ERROR;
use crate::limits::Limits;
use crate::reading::Rules;
use crate::value::Value;
use crate::xml::is_allowed;

/// A method call whose parameters may be anything.
///
/// ```
/// use xmlrpc_core::{MethodCall, Value};
///
/// let document = MethodCall::new("examples.add", vec![2.into(), 3.into()]).to_bytes()?;
/// let call = MethodCall::read(document)?;
/// assert_eq!((call.name.as_str(), &call.params[1]), ("examples.add", &Value::Int(3)));
/// # Ok::<(), xmlrpc_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct MethodCall {
    /// The method's name.
    pub name: String,
    /// The parameters, in order.
    pub params: Vec<Value>,
}

impl MethodCall {
    /// A call of this method with these parameters.
    pub fn new(name: impl Into<String>, params: Vec<Value>) -> Self {
        MethodCall { name: name.into(), params }
    }

    /// Reads a document within the default limits.
    ///
    /// # Errors
    ///
    /// A document that is no method call, with the [fault code](crate::fault) that says in which way.
    pub fn read(bytes: impl Into<bytes::Bytes>) -> Result<Self, Error> {
        MethodCall::read_within(bytes, &Limits::default())
    }

    /// Reads a document within limits of your own.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_within(bytes: impl Into<bytes::Bytes>, limits: &Limits) -> Result<Self, Error> {
        read_document(bytes, &Rules::within(*limits), read)
    }

    /// Writes the document.
    ///
    /// # Errors
    ///
    /// A parameter that XML-RPC cannot carry.
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        Dialect::standard().write_call(&self.name, self.params.as_slice())
    }
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Result<MethodCall, Error> {
    let name = reader.method_name()?.into_owned();
    let mut params = Vec::new();
    if reader.open_params()? {
        while reader.next_param()? {
            params.push(reader.value()?);
            reader.leave_param()?;
        }
    }
    Ok(MethodCall { name, params })
}

impl Dialect {
    /// Writes a method call in this dialect. The parameters are a tuple, an array or a list of anything that serialises.
    ///
    /// ```
    /// use xmlrpc_core::Dialect;
    ///
    /// let document = Dialect::standard().write_call("examples.add", (2, 3))?;
    /// assert!(String::from_utf8_lossy(&document).contains("<param><value><int>3</int></value></param>"));
    ///
    /// let document = Dialect::apache().write_call("examples.add", (2, 3))?;
    /// assert!(String::from_utf8_lossy(&document).contains("<param><value><i4>3</i4></value></param>"));
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A parameter that the dialect has no form for; the text names the setting. A name with a character that XML does not
    /// allow, whatever the setting of control characters.
    pub fn write_call(&self, name: &str, params: impl Params) -> Result<Vec<u8>, Error> {
        // Short values are written with some bytes of surplus, for which a smaller buffer would be moved.
        let mut out = Vec::with_capacity(2 * SMALL);
        self.write_call_into(name, params, &mut out)?;
        Ok(out)
    }

    /// Appends a method call to a buffer. A buffer that is kept for many documents saves allocations.
    ///
    /// ```
    /// use xmlrpc_core::Dialect;
    ///
    /// let mut buffer = b"what was there".to_vec();
    /// assert!(Dialect::strict().write_call_into("examples.add", (2, None::<i32>), &mut buffer).is_err());
    /// assert_eq!(buffer, b"what was there");
    /// ```
    ///
    /// # Errors
    ///
    /// As [`write_call`](Self::write_call). The buffer is then unchanged.
    pub fn write_call_into(&self, name: &str, params: impl Params, buffer: &mut Vec<u8>) -> Result<(), Error> {
        if !name.chars().all(is_allowed) {
            return Err(Error::new(INTERNAL_ERROR, "the method's name has a character that XML does not allow"));
        }
        let dialect = self.unless_standard();
        let begin = buffer.len();
        begin_call(buffer, name, dialect);
        if let Err(error) = params.write(&mut ParamWriter::new(buffer, dialect)) {
            buffer.truncate(begin);
            return Err(error);
        }
        end_call(buffer, dialect);
        if let Some(dialect) = dialect {
            dialect.encoding.encode_from(buffer, begin);
        }
        Ok(())
    }
}
