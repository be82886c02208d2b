use std::sync::Arc;

use std::any::type_name;

use serde::Serialize;

use super::Envelope;
use xmlrpc_core::fault::Fault;
use xmlrpc_core::message::incremental::{Mark, MemoryLease, ResolvedDialect, ResponseMemory, ResponseWriter};
use xmlrpc_core::value::Value;
use xmlrpc_core::{Dialect, Limits};

/// Takes the result of a call and writes it straight into the bytes of the response. The result of a call in process
/// becomes a [`Value`].
#[derive(Debug)]
pub struct Response {
    writer: Writer,
    in_process: Option<Box<InProcess>>,
}

/// The result of a call in process, once it is there.
#[derive(Debug, Default)]
struct InProcess(Option<Value>);

/// The writer of a protocol.
#[derive(Debug)]
enum Writer {
    XmlRpc(ResponseWriter),
}

/// A place in a response, to go back to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum ResponseMark {
    XmlRpc(Mark),
}

impl Response {
    /// An empty response over XML-RPC, which leases its memory while it grows, if there is one to lease from.
    #[inline]
    pub(crate) fn xmlrpc(limits: &Limits, dialect: ResolvedDialect, memory: Option<Arc<dyn ResponseMemory>>) -> Self {
        Response { writer: Writer::XmlRpc(ResponseWriter::new(limits, dialect, memory)), in_process: None }
    }

    /// The empty response of a call in process.
    pub(crate) fn in_process() -> Self {
        let dialect = ResolvedDialect::of(&Dialect::standard());
        Response { in_process: Some(Box::default()), ..Response::xmlrpc(&Limits::default(), dialect, None) }
    }

    /// The result of a call in process, if it has been written.
    pub(crate) fn into_value(self) -> Option<Value> {
        self.in_process?.0
    }

    /// An empty response with the same settings.
    pub(crate) fn empty(&self) -> Self {
        let Writer::XmlRpc(writer) = &self.writer;
        Response { writer: Writer::XmlRpc(writer.empty()), in_process: None }
    }

    /// Takes what has been written, and leaves an empty response behind.
    pub(crate) fn take(&mut self) -> Self {
        let Writer::XmlRpc(writer) = &mut self.writer;
        Response { writer: Writer::XmlRpc(writer.take()), in_process: self.in_process.take() }
    }

    /// Begins the document of a response that is no fault.
    #[inline]
    pub(crate) fn begin_document(&mut self) {
        let Writer::XmlRpc(writer) = &mut self.writer;
        writer.begin_document();
    }

    /// Ends the document of a response that is no fault.
    #[inline]
    pub(crate) fn end_document(&mut self) {
        let Writer::XmlRpc(writer) = &mut self.writer;
        writer.end_document();
    }

    /// Makes the whole response a fault, whatever has been written.
    pub(crate) fn become_fault(&mut self, fault: &Fault) {
        let Writer::XmlRpc(writer) = &mut self.writer;
        writer.become_fault(fault);
    }

    /// Begins an array of results.
    pub(crate) fn begin_array(&mut self) {
        let Writer::XmlRpc(writer) = &mut self.writer;
        writer.begin_array();
    }

    /// Ends an array of results.
    pub(crate) fn end_array(&mut self) {
        let Writer::XmlRpc(writer) = &mut self.writer;
        writer.end_array();
    }

    /// The end of what has been written.
    pub(crate) fn mark(&self) -> ResponseMark {
        let Writer::XmlRpc(writer) = &self.writer;
        ResponseMark::XmlRpc(writer.mark())
    }

    /// The memory that the response leases from.
    pub(crate) fn memory(&self) -> Option<Arc<dyn ResponseMemory>> {
        let Writer::XmlRpc(writer) = &self.writer;
        writer.memory()
    }

    /// Says that there is no memory for the call.
    pub(crate) fn refuse(&mut self) {
        let Writer::XmlRpc(writer) = &mut self.writer;
        writer.refuse();
    }

    /// Whether there was no memory for the call.
    #[inline]
    pub(crate) fn is_refused(&self) -> bool {
        let Writer::XmlRpc(writer) = &self.writer;
        writer.is_refused()
    }

    /// Whether what stood before a mark has been lost.
    pub(crate) fn has_lost(&self, mark: ResponseMark) -> bool {
        let (Writer::XmlRpc(writer), ResponseMark::XmlRpc(mark)) = (&self.writer, mark);
        writer.has_lost(mark)
    }

    /// How many bytes stand behind a mark.
    pub(crate) fn written_since(&self, mark: ResponseMark) -> usize {
        let (Writer::XmlRpc(writer), ResponseMark::XmlRpc(mark)) = (&self.writer, mark);
        writer.written_since(mark)
    }

    /// Writes a fault as a value in the place of all that stands behind a mark.
    pub(crate) fn write_fault_at(&mut self, mark: ResponseMark, fault: &Fault) {
        let (Writer::XmlRpc(writer), ResponseMark::XmlRpc(mark)) = (&mut self.writer, mark);
        writer.write_fault_at(mark, fault);
    }

    /// Says that the next result begins here.
    #[inline]
    pub(crate) fn begin(&mut self) {
        let Writer::XmlRpc(writer) = &mut self.writer;
        writer.begin();
    }

    /// Whether a result has been written since it [began](Self::begin).
    #[inline]
    pub(crate) fn is_written(&self) -> bool {
        match (&self.writer, &self.in_process) {
            (Writer::XmlRpc(writer), None) => writer.is_written(),
            (_, Some(result)) => result.0.is_some(),
        }
    }

    /// Writes the result. A second one takes the place of the first.
    ///
    /// # Errors
    ///
    /// A result that the [dialect](xmlrpc_core::Dialect) cannot carry, such as NaN, or one that is too large; nothing is
    /// written then.
    #[inline]
    pub fn write<T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Fault> {
        let Writer::XmlRpc(writer) = &mut self.writer;
        match &mut self.in_process {
            None => Ok(writer.write(result)?),
            Some(place) => place.put(result),
        }
    }

    /// Writes the result in an envelope, whose row says so ([`MethodInfo::answer`](super::MethodInfo::answer)).
    ///
    /// # Errors
    ///
    /// As [`write`](Self::write). The result of a call in process has no envelope.
    pub fn write_in<E: Envelope, T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Fault> {
        if self.in_process.is_some() { self.write(result) } else { self.write(&E::success(result)) }
    }

    /// Makes the whole response a result, whatever has been written.
    pub(crate) fn become_result(&mut self, result: &Value) -> Result<(), Fault> {
        let Writer::XmlRpc(writer) = &mut self.writer;
        Ok(writer.become_result(result)?)
    }

    /// Writes the result of an entry of a multicall in the place of all that stands behind a mark.
    pub(crate) fn write_result_at(&mut self, mark: ResponseMark, result: &Value) -> Result<(), Fault> {
        let (Writer::XmlRpc(writer), ResponseMark::XmlRpc(mark)) = (&mut self.writer, mark);
        Ok(writer.write_result_at(mark, result)?)
    }

    /// Writes what a function returned: of a `Result`, the value, while its error is the fault. Serde presents a
    /// `Result` as the enum of that name, which is how it is recognised.
    pub(crate) fn write_outcome<T: Serialize>(&mut self, outcome: &T) -> Result<(), Fault> {
        let Writer::XmlRpc(writer) = &mut self.writer;
        match &mut self.in_process {
            None => Ok(writer.write_outcome(outcome)?),
            Some(place) => place.put_outcome(outcome),
        }
    }

    /// Puts what has been written elsewhere behind what stands here; a fault in its place if there is no room for it.
    pub(crate) fn append(&mut self, part: &Response) {
        let (Writer::XmlRpc(writer), Writer::XmlRpc(part)) = (&mut self.writer, &part.writer);
        writer.append(part);
    }

    /// The character set of [`into_bytes`](Self::into_bytes).
    #[inline]
    pub(crate) fn charset(&self) -> &'static str {
        let Writer::XmlRpc(writer) = &self.writer;
        writer.charset()
    }

    /// The bytes to be sent, and the lease of their memory.
    #[inline]
    pub(crate) fn into_bytes(self) -> (Vec<u8>, Option<Box<dyn MemoryLease>>) {
        let Writer::XmlRpc(writer) = self.writer;
        writer.into_bytes()
    }
}

impl InProcess {
    #[cold]
    #[inline(never)]
    fn put<T: Serialize + ?Sized>(&mut self, result: &T) -> Result<(), Fault> {
        self.0 = Some(Value::of(result)?);
        Ok(())
    }

    /// Takes the outcome of a function apart, if it is a `Result`.
    #[cold]
    #[inline(never)]
    fn put_outcome<T: Serialize>(&mut self, outcome: &T) -> Result<(), Fault> {
        let is_result = type_name::<T>().starts_with(type_name::<Result<(), ()>>().trim_end_matches("<(), ()>"));
        let value = Value::of(outcome)?;
        self.0 = Some(match value {
            Value::Struct(variant) if is_result => match variant.into_iter().next() {
                Some((name, result)) if name == "Ok" => result,
                Some((_, error)) => {
                    return Err(Fault::application(error.as_str().unwrap_or("the function failed")));
                }
                None => Value::Nil,
            },
            value => value,
        });
        Ok(())
    }
}
