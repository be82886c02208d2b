//! What goes with one request while its call runs.

use std::sync::{Arc, OnceLock};

use super::quirks::NotedQuirks;
use super::transport::Transport;
use crate::protocol::Call;
use crate::service::{CallContext, PublishedMethod};

/// What goes with one request from its document to its response.
#[derive(Clone, Copy)]
pub(super) struct Exchange<'e> {
    pub(super) call: Call<'e>,
    pub(super) transport: &'e dyn Transport,
    pub(super) context: &'e SharedContext,
    pub(super) quirks: &'e NotedQuirks,
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
    /// The authenticated user, if something has asked for the context and the transport has set one.
    pub(super) fn user(&self) -> Option<&str> {
        self.0.get()?.user()
    }

    pub(super) fn get(&self, transport: &dyn Transport) -> &CallContext {
        self.0.get_or_init(|| transport.context())
    }
}
