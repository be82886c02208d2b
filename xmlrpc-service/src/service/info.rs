use std::fmt;

use super::envelope::{Envelope, EnvelopeInfo};
use super::naming::Naming;
use super::remarks::Remarks;
use super::rows::Methods;
use crate::schema::{Signature, SignatureSource, TypeShape};
use xmlrpc_core::fault::FaultInfo;

/// What a service publishes: one row a method, in the order of the source.
#[derive(Debug, Clone, Copy)]
pub struct ServiceInfo {
    name: &'static str,
    prefix: &'static str,
    help: &'static str,
    methods: &'static [MethodInfo],
    parts: &'static [&'static [MethodInfo]],
    max_concurrent: Option<usize>,
}

impl ServiceInfo {
    /// A table for the type `name`, published under `prefix` (empty: bare names).
    pub const fn new(name: &'static str, prefix: &'static str, methods: &'static [MethodInfo]) -> Self {
        ServiceInfo { name, prefix, help: "", methods, parts: &[], max_concurrent: None }
    }

    /// Adds the rows of further blocks of the type.
    #[must_use]
    pub const fn parts(mut self, parts: &'static [&'static [MethodInfo]]) -> Self {
        self.parts = parts;
        self
    }

    /// Adds the text that describes the service as a whole.
    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// Limits how many calls of all methods of the service run at the same time; inline methods do not count.
    #[must_use]
    pub const fn max_concurrent(mut self, calls: usize) -> Self {
        self.max_concurrent = Some(calls);
        self
    }

    /// How many calls of the service may run at the same time; none if there is no limit of its own.
    pub const fn concurrency_limit(&self) -> Option<usize> {
        self.max_concurrent
    }

    /// The Rust type's name, for messages.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What stands before the dot of every name; empty if nothing does.
    pub const fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// The text that describes the service as a whole.
    pub const fn description(&self) -> &'static str {
        self.help
    }

    /// The rows, those of further blocks behind those of the first.
    pub const fn methods(&self) -> Methods {
        Methods::new(self.methods, self.parts)
    }
}

/// One published method.
#[derive(Debug, Clone, Copy)]
pub struct MethodInfo {
    name: &'static str,
    execution: Execution,
    help: &'static str,
    parameters: &'static [ParameterInfo],
    signature: Option<SignatureSource>,
    faults: Option<fn() -> Vec<FaultInfo>>,
    place: SourceLocation,
    wants_context: bool,
    envelope: Option<&'static EnvelopeInfo>,
    keywords: bool,
    max_concurrent: Option<usize>,
    pub(super) naming: Naming,
    pub(super) remarks: Remarks,
}

impl MethodInfo {
    /// A row for the method `name` (what follows the prefix), which runs as `execution` says.
    pub const fn new(name: &'static str, execution: Execution) -> Self {
        MethodInfo {
            name,
            execution,
            help: "",
            parameters: &[],
            signature: None,
            faults: None,
            place: SourceLocation::UNKNOWN,
            wants_context: false,
            envelope: None,
            keywords: false,
            max_concurrent: None,
            naming: Naming::PLAIN,
            remarks: Remarks::NONE,
        }
    }

    /// Adds the text that `system.methodHelp` returns.
    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// Adds the parameters, in order.
    #[must_use]
    pub const fn parameters(mut self, parameters: &'static [ParameterInfo]) -> Self {
        self.parameters = parameters;
        self
    }

    /// Adds the wire types; computed when they are asked for.
    #[must_use]
    pub const fn signature(mut self, signature: fn() -> Signature) -> Self {
        self.signature = Some(SignatureSource::Function(signature));
        self
    }

    /// Adds the wire types as functions: the result's, then the parameters'.
    #[doc(hidden)]
    #[must_use]
    pub const fn shapes(mut self, shapes: &'static [fn() -> TypeShape]) -> Self {
        self.signature = Some(SignatureSource::Shapes(shapes));
        self
    }

    /// Adds the faults that the method's error declares; computed when they are asked for.
    #[must_use]
    pub const fn faults(mut self, faults: fn() -> Vec<FaultInfo>) -> Self {
        self.faults = Some(faults);
        self
    }

    /// Adds where the method stands in the source.
    #[must_use]
    pub const fn source_location(mut self, file: &'static str, line: u32) -> Self {
        self.place = SourceLocation { file, line };
        self
    }

    /// Says that the method takes a [`CallContext`](super::CallContext): only then is one built.
    #[must_use]
    pub const fn wants_context(mut self) -> Self {
        self.wants_context = true;
        self
    }

    /// Says that the result and the faults of the method are sent in an envelope. The service writes its result with
    /// [`Response::write_in`](super::Response::write_in).
    #[must_use]
    pub const fn answer<E: Envelope>(mut self) -> Self {
        self.envelope = Some(const { &EnvelopeInfo::of::<E>() });
        self
    }

    /// The same, in parts, so that the compiler says once that a type is no envelope.
    #[doc(hidden)]
    #[must_use]
    pub const fn answer_in(mut self, envelope: &'static EnvelopeInfo) -> Self {
        self.envelope = Some(envelope);
        self
    }

    pub(crate) const fn envelope(&self) -> Option<&'static EnvelopeInfo> {
        self.envelope
    }

    /// Says that the method takes a context if this holds.
    #[doc(hidden)]
    #[must_use]
    pub const fn wants_context_if(mut self, wanted: bool) -> Self {
        self.wants_context = self.wants_context || wanted;
        self
    }

    /// Says that the method takes keyword arguments in a last struct.
    #[must_use]
    pub const fn keywords(mut self) -> Self {
        self.keywords = true;
        self
    }

    /// Whether the method takes keyword arguments in a last struct.
    pub const fn takes_keywords(&self) -> bool {
        self.keywords
    }

    /// Limits how many calls of the method run at the same time, under all its names.
    #[must_use]
    pub const fn max_concurrent(mut self, calls: usize) -> Self {
        self.max_concurrent = Some(calls);
        self
    }

    /// How many calls of the method may run at the same time; none if the method has no limit of its own.
    pub const fn concurrency_limit(&self) -> Option<usize> {
        self.max_concurrent
    }

    /// The name after the prefix.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// How the method runs.
    pub const fn execution(&self) -> Execution {
        self.execution
    }

    /// The help text; empty if there is none.
    pub const fn description(&self) -> &'static str {
        self.help
    }

    /// The parameters, in order; one with [members](ParameterInfo::member_list) stands for these.
    pub const fn parameter_list(&self) -> &'static [ParameterInfo] {
        self.parameters
    }

    /// The wire types, if they are known.
    pub fn wire_signature(&self) -> Option<Signature> {
        let signature = self.signature.map(SignatureSource::compute)?;
        Some(match self.envelope {
            None => signature,
            Some(envelope) => signature.in_envelope(envelope.describe),
        })
    }

    pub(crate) const fn signature_source(&self) -> Option<SignatureSource> {
        self.signature
    }

    /// The faults that the method's error declares.
    pub fn declared_faults(&self) -> Vec<FaultInfo> {
        self.faults.map(|faults| faults()).unwrap_or_default()
    }

    pub(crate) const fn fault_source(&self) -> Option<fn() -> Vec<FaultInfo>> {
        self.faults
    }

    /// Where the method stands in the source.
    pub const fn source(&self) -> SourceLocation {
        self.place
    }

    /// Whether the method takes a context.
    pub const fn takes_context(&self) -> bool {
        self.wants_context
    }
}

/// One parameter of a published method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterInfo {
    name: &'static str,
    help: &'static str,
    presence: Presence,
    default: Option<&'static str>,
    members: &'static [ParameterInfo],
}

/// Whether a call must have a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// It must.
    Required,
    /// It may leave it out, at its end.
    Optional,
    /// Any number of values may stand in its place.
    Rest,
}

impl ParameterInfo {
    /// A parameter of this name.
    pub const fn new(name: &'static str) -> Self {
        ParameterInfo { name, help: "", presence: Presence::Required, default: None, members: &[] }
    }

    /// Says that a call may leave the parameter out, at its end.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.presence = Presence::Optional;
        self
    }

    /// Says that the parameter stands for whatever values are left.
    #[must_use]
    pub const fn rest(mut self) -> Self {
        self.presence = Presence::Rest;
        self
    }

    /// Says that callers send these in its place: it is a struct of [parameters](super::RpcParams).
    #[must_use]
    pub const fn members(mut self, members: &'static [ParameterInfo]) -> Self {
        self.members = members;
        self
    }

    /// The parameters that callers send in its place; none if it is one itself.
    pub const fn member_list(&self) -> &'static [ParameterInfo] {
        self.members
    }

    /// Adds what the parameter means.
    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// Adds the source of the value that stands in for one that is left out.
    #[must_use]
    pub const fn default_value(mut self, source: &'static str) -> Self {
        self.default = Some(source);
        self
    }

    /// The source of the value that stands in for one that is left out; none if the source does not name one.
    pub const fn default_text(&self) -> Option<&'static str> {
        self.default
    }

    /// The parameter's name.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// What the parameter means; empty if there is none.
    pub const fn description(&self) -> &'static str {
        self.help
    }

    /// Whether a call must have it, as far as the source says: an `Option` under another name shows in the signature
    /// only.
    pub const fn presence(&self) -> Presence {
        self.presence
    }
}

/// How a method runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Execution {
    /// An `async fn`: on the event loop.
    Async,
    /// A plain `fn`, which may block: on the blocking pool.
    Blocking,
    /// A plain `fn` that is quick and never blocks: on the event loop.
    Inline,
}

/// A place in the source of a program, for messages about mistakes in the set-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceLocation {
    file: &'static str,
    line: u32,
}

impl SourceLocation {
    pub(crate) const UNKNOWN: SourceLocation = SourceLocation { file: "", line: 0 };

    /// The place of the caller of a function marked `#[track_caller]`.
    #[track_caller]
    pub(crate) fn caller() -> Self {
        let location = std::panic::Location::caller();
        SourceLocation { file: location.file(), line: location.line() }
    }
}

impl fmt::Display for SourceLocation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.file.is_empty() { f.write_str("an unknown place") } else { write!(f, "{}:{}", self.file, self.line) }
    }
}
