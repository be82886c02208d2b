//! Settings of a dispatcher, and hooks that change them for a request.

use std::fmt;
use std::sync::Arc;

use super::Dispatcher;
use super::exchange::SharedContext;
use super::invoke::caught;
use super::transport::Transport;
use crate::protocol::{Wire, WireConfig};
use crate::service::CallContext;
use xmlrpc_core::dialect::Dialect;
use xmlrpc_core::fault::Fault;
use xmlrpc_core::reading::Reading;

/// The user's hook.
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
        self.config.set_wire(&Wire { reading, ..self.config.wire() });
        let extensions = self.config.extensions();
        self.registry_mut().set_extensions(extensions);
        self
    }

    /// Sets how responses are written.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.config.set_wire(&Wire { dialect, ..self.config.wire() });
        let extensions = self.config.extensions();
        self.registry_mut().set_extensions(extensions);
        self
    }

    /// Sets a function that decides before each request how it is read and how its response is written: by the caller's address,
    /// the path, or a header. The [`Wire`] has the settings of the dispatcher.
    ///
    /// It must not block: it runs on the event loop. If it panics, the response is a fault. The
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
        if self.adapt.is_none() && !self.config.depends_on_caller() {
            return Ok(());
        }
        self.settle_for(own.insert(Box::new(self.config.clone())), context.get(transport))
    }

    #[cold]
    fn settle_for(&self, config: &mut WireConfig, caller: &CallContext) -> Result<(), Fault> {
        let mut wire = config.wire();
        let settled = match &self.adapt {
            None => Ok(()),
            Some(Adapt(adapt)) => adapted(&**adapt, &mut wire, caller),
        };
        wire.settle(caller);
        config.set_wire(&wire);
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
