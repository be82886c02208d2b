//! By which settings a request is read and its response written: limits, reading, dialect.

use std::sync::Arc;

use xmlrpc_core::Limits;
use xmlrpc_core::dialect::{Dialect, Encoding, FaultCodes, NilForm};
use xmlrpc_core::message::incremental::{ResolvedDialect, ResponseMemory, Rules};
use xmlrpc_core::reading::Reading;

use crate::service::{CallContext, Response};

/// How a request is read and its response written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wire {
    /// How the request is read.
    pub reading: Reading,
    /// How the response is written.
    pub dialect: Dialect,
}

/// The settings of a dispatcher, or of one request alone.
#[derive(Debug, Clone)]
pub(crate) struct WireConfig {
    pub(super) rules: Rules,
    dialect: ResolvedDialect,
}

/// Which extensions of XML-RPC the settings leave in use.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Extensions {
    /// `<nil/>` is read and written.
    pub(crate) nil: bool,
    /// Faults have the interoperability codes.
    pub(crate) fault_codes: bool,
}

impl Default for WireConfig {
    fn default() -> Self {
        WireConfig { rules: Rules::within(Limits::default()), dialect: ResolvedDialect::of(&Dialect::standard()) }
    }
}

impl WireConfig {
    pub(crate) fn limits(&self) -> &Limits {
        &self.rules.limits
    }

    pub(crate) fn set_limits(&mut self, limits: Limits) {
        self.rules.limits = limits;
    }

    pub(crate) fn wire(&self) -> Wire {
        Wire { reading: self.rules.reading, dialect: *self.dialect.dialect() }
    }

    pub(crate) fn set_wire(&mut self, wire: &Wire) {
        self.rules.reading = wire.reading;
        self.dialect = ResolvedDialect::of(&wire.dialect);
    }

    /// Whether a part of the settings depends on the headers of a request.
    #[inline]
    pub(crate) fn depends_on_caller(&self) -> bool {
        self.dialect.depends_on_caller()
    }

    pub(crate) fn extensions(&self) -> Extensions {
        let Wire { reading, dialect } = self.wire();
        Extensions {
            nil: !reading.is_strict() && dialect.nil == NilForm::Nil,
            fault_codes: dialect.fault_codes == FaultCodes::Interoperability,
        }
    }

    /// An empty response, of this memory if there is one.
    #[inline]
    pub(crate) fn response(&self, memory: Option<Arc<dyn ResponseMemory>>) -> Response {
        Response::xmlrpc(self.limits(), self.dialect, memory)
    }
}

impl Wire {
    /// Settles what depends on the headers of a request.
    pub(crate) fn settle(&mut self, caller: &CallContext) {
        if self.dialect.encoding == Encoding::AsAccepted {
            self.dialect.encoding = caller.header("Accept-Charset").map_or(Encoding::Utf8, Encoding::accepted_by);
        }
    }
}
