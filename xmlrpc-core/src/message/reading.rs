//! Documents in another reading than the standard one.

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{MethodCall, call, read_document, read_document_in, response};
use crate::error::Error;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::reading::{Reading, Rules};

impl Reading {
    /// Reads a method call in this reading; [`MethodCall::read`] does so in the standard one.
    ///
    /// ```
    /// use xmlrpc_core::{Limits, Reading, Value};
    ///
    /// let document = "<methodCall><methodName>f</methodName><params><param><string>x</string></param></params></methodCall>";
    /// let call = Reading::tolerant().read_call(document, &Limits::default())?;
    /// assert_eq!(call.params, [Value::from("x")]);
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A document that is no method call, or beyond a limit.
    pub fn read_call(&self, bytes: impl Into<Bytes>, limits: &Limits) -> Result<MethodCall, Error> {
        read_document(bytes, &Rules::of(*self, *limits), call::read)
    }

    /// Reads a method response in this reading, straight into the type of its result;
    /// [`read_response`](super::read_response) does so in the standard one.
    ///
    /// ```
    /// use xmlrpc_core::{Limits, Reading};
    ///
    /// let document = "<methodResponse><params><param><INT>41</INT></param></params></methodResponse>";
    /// assert_eq!(Reading::tolerant().read_response::<i32>(document, &Limits::default())?, Ok(41));
    /// assert!(Reading::standard().read_response::<i32>(document, &Limits::default()).is_err());
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A document that is no method response, one beyond a limit, or a result of another type. A fault is no error of
    /// the document.
    pub fn read_response<T: DeserializeOwned>(
        &self,
        bytes: impl Into<Bytes>,
        limits: &Limits,
    ) -> Result<Result<T, Fault>, Error> {
        self.read_response_in(bytes, None, limits)
    }

    /// Reads a method response as [`read_response`](Self::read_response) does, in the character set that the transport
    /// names, such as HTTP's `Content-Type`. A byte order mark takes precedence over it, and it over the declaration.
    ///
    /// ```
    /// use xmlrpc_core::{Limits, Reading};
    ///
    /// let document = &b"<methodResponse><params><param><value>caf\xe9</value></param></params></methodResponse>"[..];
    /// let name = Reading::standard().read_response_in(document, Some("iso-8859-1"), &Limits::default())?;
    /// assert_eq!(name, Ok("café".to_owned()));
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`read_response`](Self::read_response), and a character set that is not supported.
    pub fn read_response_in<T: DeserializeOwned>(
        &self,
        bytes: impl Into<Bytes>,
        charset: Option<&str>,
        limits: &Limits,
    ) -> Result<Result<T, Fault>, Error> {
        read_document_in(bytes, charset, &Rules::of(*self, *limits), response::read)
    }
}
