//! By which settings one call is answered: limits, reading, dialect.

use std::fmt;
use std::sync::{Arc, OnceLock};

use super::Dispatcher;
use super::invoke::caught;
use super::quirks::Tolerated;
use super::registry::Extensions;
use super::transport::Transport;
use crate::service::{CallContext, PublishedMethod};
use xmlrpc_core::__private::dialect::ResolvedDialect;
use xmlrpc_core::__private::reading::Rules;
use xmlrpc_core::__private::xml::Utf8;
use xmlrpc_core::Limits;
use xmlrpc_core::dialect::{Dialect, Encoding, FaultCodes, NilForm};
use xmlrpc_core::fault::Fault;
use xmlrpc_core::reading::Reading;

/// How a request is read and its answer written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wire {
    /// How the request is read.
    pub reading: Reading,
    /// How the answer is written.
    pub dialect: Dialect,
}

/// Whatever is settled before a request is looked at.
#[derive(Debug, Clone)]
pub(crate) struct WireConfig {
    pub(crate) rules: Rules,
    pub(crate) dialect: ResolvedDialect,
}

impl Default for WireConfig {
    fn default() -> Self {
        WireConfig { rules: Rules::within(Limits::default()), dialect: ResolvedDialect::of(&Dialect::standard()) }
    }
}

impl WireConfig {
    fn extensions(&self) -> Extensions {
        let Dialect { nil, fault_codes, .. } = *self.dialect.dialect();
        Extensions {
            nil: !self.rules.reading.is_strict() && nil == NilForm::Nil,
            fault_codes: fault_codes == FaultCodes::Interoperability,
        }
    }
}

/// What goes with one request from its text to its answer.
#[derive(Clone, Copy)]
pub(super) struct Exchange<'e> {
    /// The request's document, for another thread.
    pub(super) document: &'e Utf8,
    /// Its text.
    pub(super) text: &'e str,
    pub(super) config: &'e WireConfig,
    pub(super) transport: &'e dyn Transport,
    pub(super) context: &'e SharedContext,
    pub(super) tolerated: &'e Tolerated,
}

impl Exchange<'_> {
    /// The context of a call of a method that came with this request.
    pub(super) fn context_of(&self, method: &Arc<PublishedMethod>) -> CallContext {
        self.context.get(self.transport).clone().with_method(Arc::clone(method))
    }
}

/// The context of a request, which the transport is asked for once, and only if something asks for it.
#[derive(Debug, Default)]
pub(super) struct SharedContext(OnceLock<CallContext>);

impl SharedContext {
    pub(super) fn get(&self, transport: &dyn Transport) -> &CallContext {
        self.0.get_or_init(|| transport.context())
    }
}

/// The user's function that looks at a caller.
#[derive(Clone)]
pub(super) struct Adapt(Arc<Adapting>);

type Adapting = dyn Fn(&CallContext, &mut Wire) + Send + Sync;

impl fmt::Debug for Adapt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Adapt")
    }
}

impl Dispatcher {
    /// Sets how requests are read.
    ///
    /// ```
    /// use xmlrpc_service::{Dispatcher, Reading};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let dispatcher = Dispatcher::new().function("double", |a: i32| 2 * a).reading(Reading::tolerant());
    /// let request = "<methodCall><methodName>double</methodName><params><param><INT>4</INT></param></params></methodCall>";
    /// assert!(String::from_utf8_lossy(&dispatcher.handle(request).await).contains("<int>8</int>"));
    /// # }
    /// ```
    #[must_use]
    pub fn reading(mut self, reading: Reading) -> Self {
        self.config.rules.reading = reading;
        self.registry.set_extensions(self.config.extensions());
        self
    }

    /// Sets how answers are written.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.config.dialect = ResolvedDialect::of(&dialect);
        self.registry.set_extensions(self.config.extensions());
        self
    }

    /// Sets a function that is asked before each request how to read it and how to answer it: by the caller's address,
    /// the path, or a header. What is set for the dispatcher stands in the [`Wire`] already.
    ///
    /// It must not block: nobody else is served meanwhile. If it panics, the request is answered with a fault. The
    /// context is the one that methods get.
    ///
    /// ```
    /// use xmlrpc_service::{Dialect, Dispatcher, Reading};
    ///
    /// let dispatcher = Dispatcher::new().adapt(|caller, wire| {
    ///     if caller.path() == Some("/legacy") {
    ///         wire.reading = Reading::tolerant();
    ///     }
    ///     if caller.header("User-Agent").is_some_and(|agent| agent.starts_with("Apache XML RPC")) {
    ///         wire.dialect = Dialect::apache();
    ///     }
    /// });
    /// # drop(dispatcher);
    /// ```
    #[must_use]
    pub fn adapt(mut self, adapt: impl Fn(&CallContext, &mut Wire) + Send + Sync + 'static) -> Self {
        self.adapt = Some(Adapt(Arc::new(adapt)));
        self
    }

    /// Lets the user's function, if there is one, change the settings of a call, which then has its own.
    #[inline]
    pub(super) fn settle(
        &self,
        own: &mut Option<Box<WireConfig>>,
        context: &SharedContext,
        transport: &dyn Transport,
    ) -> Result<(), Fault> {
        if self.adapt.is_none() && !self.config.dialect.depends_on_caller() {
            return Ok(());
        }
        self.settle_for(own.insert(Box::new(self.config.clone())), context.get(transport))
    }

    #[cold]
    fn settle_for(&self, config: &mut WireConfig, caller: &CallContext) -> Result<(), Fault> {
        let mut wire = Wire { reading: config.rules.reading, dialect: *config.dialect.dialect() };
        let settled = match &self.adapt {
            None => Ok(()),
            Some(Adapt(adapt)) => adapted(&**adapt, &mut wire, caller),
        };
        if wire.dialect.encoding == Encoding::AsAccepted {
            wire.dialect.encoding = caller.header("Accept-Charset").map_or(Encoding::Utf8, Encoding::accepted_by);
        }
        config.rules.reading = wire.reading;
        config.dialect = ResolvedDialect::of(&wire.dialect);
        settled
    }
}

/// It runs on the event loop: a panic must not take the connection along. What is settled is then the dispatcher's own.
fn adapted(adapt: &Adapting, wire: &mut Wire, caller: &CallContext) -> Result<(), Fault> {
    let mut settled = *wire;
    caught("the server's `adapt` function failed unexpectedly", || {
        adapt(caller, &mut settled);
        Ok(())
    })?;
    *wire = settled;
    Ok(())
}
