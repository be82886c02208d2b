//! The document of a request, and the call in it.

use std::borrow::Cow;

use bytes::Bytes;
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS, INVALID_REQUEST, METHOD_NOT_FOUND, NOT_WELL_FORMED, SYSTEM_ERROR};
use xmlrpc_core::message::incremental::{CallReader, MemoryLease, ParamsStart, Rules, UNLEASED, Utf8, to_utf8};
use xmlrpc_core::reading::Quirks;

use super::WireConfig;
use crate::service::{Arguments, PublishedMethod, Response};

/// What the fault of a document that is cut off ends with.
const CUT_OFF: &str =
    "; the document is cut off: the length that is sent with it (Content-Length) has to count bytes, not characters";

/// The document of a request, in UTF-8.
#[derive(Debug, Clone)]
pub(crate) struct Document(Utf8);

impl Document {
    /// The document in these bytes, whose character set the transport may name. A copy in UTF-8 is leased from the memory of
    /// the response.
    pub(crate) fn decode(
        body: Bytes,
        charset: Option<&str>,
        config: &WireConfig,
        response: &mut Response,
    ) -> Result<Self, Fault> {
        config.limits().check_body(&body)?;
        let source = (body.len() >= UNLEASED).then(|| body.clone());
        let text = to_utf8(body, charset, &config.rules.reading)?;
        match source {
            Some(source) => lease_copy(text, source, response).map(Document),
            None => Ok(Document(text)),
        }
    }

    /// The call in the document. Its bytes are checked each time.
    #[inline]
    pub(crate) fn call<'a>(&'a self, config: &'a WireConfig) -> Result<Call<'a>, Fault> {
        Ok(Call { document: self, reader: CallReader::new(self.0.text()?, &config.rules) })
    }

    /// The same document, whose bytes are not checked any more: for many calls, on threads of their own.
    pub(crate) fn checked(self) -> Result<Self, Fault> {
        Ok(Document(self.0.into_text()?))
    }
}

/// The text of a document, which is leased if it is a copy of the bytes that were received.
fn lease_copy(text: Utf8, source: Bytes, response: &mut Response) -> Result<Utf8, Fault> {
    /// The copy, and the texts of its values.
    const COPIES: usize = 2;
    let Some(copy) = text.copy_of(&source) else { return Ok(text) };
    let lease = match response.memory() {
        None => None,
        Some(memory) => match memory.lease(COPIES * copy.len()) {
            None => {
                response.refuse();
                return Err(Fault::of(
                    SYSTEM_ERROR,
                    "the server has no memory for the document at the moment; send the call again later",
                ));
            }
            some => some,
        },
    };
    Ok(Utf8::from(Bytes::from_owner(LeasedCopy { copy, _source: source, _lease: lease })))
}

/// The copy of a document, with what must live as long.
struct LeasedCopy {
    copy: Bytes,
    /// What the transport counts for the request may be tied to it.
    _source: Bytes,
    _lease: Option<Box<dyn MemoryLease>>,
}

impl AsRef<[u8]> for LeasedCopy {
    fn as_ref(&self) -> &[u8] {
        &self.copy
    }
}

/// The call in a document.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Call<'a> {
    document: &'a Document,
    pub(super) reader: CallReader<'a>,
}

impl<'a> Call<'a> {
    /// The length of the document, in bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.reader.len()
    }

    /// The method's name, and where the arguments begin.
    #[inline]
    pub(crate) fn name(&self) -> Result<(Cow<'a, str>, ParamsStart), Fault> {
        Ok(self.reader.method_name()?)
    }

    /// The arguments that begin there, for this method.
    #[inline]
    pub(crate) fn arguments(&self, start: ParamsStart, method: &'a PublishedMethod) -> Result<Arguments<'a>, Fault> {
        Ok(Arguments::xmlrpc(self.reader.params(start)?, method))
    }

    /// How many arguments begin there. Nothing is decoded.
    pub(crate) fn count(&self, start: ParamsStart) -> Result<usize, Fault> {
        Ok(self.reader.count_params(start)?)
    }

    /// Whether arguments that a method does not take may be ignored.
    #[inline]
    pub(crate) fn tolerates_extra_arguments(&self) -> bool {
        self.reader.rules().reading.is_tolerant()
    }

    /// Reads the document to its end; the quirks that it has.
    pub(crate) fn check(&self) -> Result<Quirks, Fault> {
        Ok(self.reader.check()?)
    }

    /// Leaves the arguments that begin there unread. Those of the document's own call are checked; the document of a
    /// multicall has been checked already.
    pub(crate) fn ignore(&self, start: ParamsStart) -> Result<(ParamsStart, Quirks), Fault> {
        let quirks = if start.is_of_document() { self.check()? } else { Quirks::default() };
        Ok((ParamsStart::NONE, quirks))
    }

    /// The fault of a call, unless the document has an error: errors in the document take precedence over errors of the
    /// call, wherever they are. With it, the quirks of the document.
    #[cold]
    pub(crate) fn prefer_document_error(&self, fault: Fault) -> (Fault, Quirks) {
        if !matches!(fault.code(), INVALID_REQUEST | METHOD_NOT_FOUND | INVALID_PARAMETERS) {
            return (self.explained(fault), Quirks::default());
        }
        match self.check() {
            Ok(quirks) => (fault, quirks),
            Err(error) => (self.explained(error), Quirks::default()),
        }
    }

    /// The fault of the document, with the likely reason if it ends before its root element does.
    fn explained(&self, fault: Fault) -> Fault {
        let is_cut = |text: &str| text.contains("<methodCall") && !text.contains("</methodCall");
        if fault.code() != NOT_WELL_FORMED || is_cut_off(&fault) || !self.document.0.text().is_ok_and(is_cut) {
            return fault;
        }
        Fault::of(NOT_WELL_FORMED, format!("{}{CUT_OFF}", fault.message()))
    }

    /// The call for another thread, with handles of its own.
    pub(crate) fn to_owned(self, start: ParamsStart) -> OwnedCall {
        OwnedCall { document: self.document.clone(), rules: *self.reader.rules(), start }
    }
}

/// Whether a fault is that of a document that is cut off.
pub(crate) fn is_cut_off(fault: &Fault) -> bool {
    fault.code() == NOT_WELL_FORMED && fault.message().ends_with(CUT_OFF)
}

/// A call that borrows nothing.
#[derive(Debug)]
pub(crate) struct OwnedCall {
    document: Document,
    rules: Rules,
    start: ParamsStart,
}

impl OwnedCall {
    /// The arguments, for this method.
    pub(crate) fn arguments<'a>(&'a self, method: &'a PublishedMethod) -> Result<Arguments<'a>, Fault> {
        let reader = CallReader::new(self.document.0.text()?, &self.rules);
        Ok(Arguments::xmlrpc(reader.params(self.start)?, method))
    }
}
