//! On which terms one call is answered: limits, reading, dialect.

use std::fmt;
use std::sync::Arc;

use bytestring::ByteString;

use super::Dispatcher;
use super::front::Front;
use crate::dialect::{Dialect, Encoding, Spoken};
use crate::limits::Limits;
use crate::reading::{Reading, Rules};
use crate::service::CallContext;

/// How a request is read and its answer written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wire {
    /// How the request is read.
    pub reading: Reading,
    /// How the answer is written.
    pub dialect: Dialect,
}

/// Whatever is settled before a request is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms {
    pub(crate) rules: Rules,
    pub(crate) dialect: Spoken,
}

impl Default for Terms {
    fn default() -> Self {
        Terms { rules: Rules::within(Limits::default()), dialect: Spoken::of(&Dialect::standard()) }
    }
}

/// What goes with one request from its text to its answer.
#[derive(Debug)]
pub(super) struct Exchange<'e, F> {
    /// The request's document.
    pub(super) text: &'e ByteString,
    pub(super) terms: &'e Terms,
    pub(super) front: &'e F,
}

impl<F> Clone for Exchange<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Exchange<'_, F> {}

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
    #[must_use]
    pub fn reading(mut self, reading: Reading) -> Self {
        self.terms.rules.reading = reading;
        self
    }

    /// Sets how answers are written.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.terms.dialect = Spoken::of(&dialect);
        self
    }

    /// Sets a function that is asked before each request how to read it and how to answer it: by the caller's address,
    /// the path, or a header. What is set for the dispatcher stands in the [`Wire`] already.
    ///
    /// ```
    /// use xmlrpc_core::{Dialect, Dispatcher, Reading};
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

    /// The terms of one call.
    #[inline]
    pub(super) fn terms_for<F: Front>(&self, front: &F) -> Terms {
        if self.adapt.is_none() && !self.terms.dialect.depends_on_caller() {
            return self.terms;
        }
        self.terms_of_caller(&front.context())
    }

    fn terms_of_caller(&self, caller: &CallContext) -> Terms {
        let mut terms = self.terms;
        let mut wire = Wire { reading: terms.rules.reading, dialect: *terms.dialect.dialect() };
        if let Some(Adapt(adapt)) = &self.adapt {
            adapt(caller, &mut wire);
        }
        if wire.dialect.encoding == Encoding::AsAccepted {
            wire.dialect.encoding = caller.header("Accept-Charset").map_or(Encoding::Utf8, Encoding::accepted_by);
        }
        (terms.rules.reading, terms.dialect) = (wire.reading, Spoken::of(&wire.dialect));
        terms
    }
}
