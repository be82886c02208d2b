//! `system.multicall`: many calls in one request (Eric Kidd's specification, 2001).

use std::pin::pin;
use std::time::{Duration, Instant};

use futures_util::StreamExt;

use super::Dispatcher;
use super::concurrency::{CallPermit, FALLBACK};
use super::exchange::Exchange;
use super::failure::Failure;
use super::handle::Called;
use super::invoke::allowed;
use super::overload;
use super::quirks::NotedQuirks;
use super::registry::Target;
use super::transport::CallRecord;
use crate::protocol::{CallStart, EntryStart};
use crate::service::{Execution, Response};
use xmlrpc_core::fault::{Fault, INVALID_REQUEST, SYSTEM_ERROR};

/// How long entries run before other work of the thread gets its turn.
const TURN: Duration = Duration::from_millis(1);

impl Dispatcher {
    /// Sets how many entries of one `system.multicall` may run at a time; 1 unless set, which is one after the other.
    ///
    /// With more, a method may run before an earlier entry has ended. The results keep their order; each that waits for
    /// an earlier one is held in memory, and may have up to [`Limits::response`](xmlrpc_core::Limits::response) bytes. It is
    /// the methods that wait, asynchronous ones and those on the blocking pool, that gain.
    ///
    /// ```
    /// use xmlrpc_service::Dispatcher;
    ///
    /// let dispatcher = Dispatcher::new().multicall_concurrency(8);
    /// # drop(dispatcher);
    /// ```
    #[must_use]
    pub fn multicall_concurrency(mut self, entries: usize) -> Self {
        self.multicall_concurrency = entries;
        self
    }

    /// Runs the entries in order. The whole document has been checked before the first one runs; what is wrong with an
    /// entry is that entry's fault alone.
    pub(super) async fn multicall(
        &self,
        start: CallStart,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        exchange.quirks.add(exchange.call.check()?);
        let entries = exchange.call.entries(start)?;
        response.begin_array();
        let mut turn = Instant::now();
        if self.multicall_concurrency <= 1 {
            for (index, entry) in entries.into_iter().enumerate() {
                give_way(&mut turn, exchange).await;
                self.run_entry(index, entry, exchange, response).await?;
            }
        } else {
            let empty = response.empty();
            let parts = entries.into_iter().enumerate().map(|(index, entry)| {
                let mut part = empty.empty();
                async move { self.run_entry(index, entry, exchange, &mut part).await.map(|()| part) }
            });
            let mut parts = pin!(futures_util::stream::iter(parts).buffered(self.multicall_concurrency));
            while let Some(part) = parts.next().await {
                give_way(&mut turn, exchange).await;
                response.append(&part?);
                if response.is_refused() {
                    return Err(no_memory());
                }
            }
        }
        response.end_array();
        Ok(())
    }

    /// Runs one entry and writes what comes of it, be it a fault. An error leaves nothing to write to.
    async fn run_entry(
        &self,
        index: usize,
        start: EntryStart,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Exchange { call, transport, .. } = exchange;
        let started = transport.wants_times().then(Instant::now);
        let before = response.mark();
        let entry = call.entry(index, start);
        let noted = NotedQuirks::default();
        let mut outcome = match &entry {
            Ok(entry) => {
                noted.add(entry.quirks);
                response.begin_array();
                self.call_entry(&entry.name, entry.params, Exchange { quirks: &noted, ..exchange }, response).await
            }
            Err(fault) => Err(fault.clone()),
        };
        match &outcome {
            Ok(()) => response.end_array(),
            // The response so far is lost with the thread that had it.
            Err(fault) if response.has_lost(before) => return Err(fault.clone()),
            Err(fault) => {
                let called = entry.as_ref().ok().map(|entry| self.called(&entry.name));
                let failure = Failure { called: called.as_ref(), context: exchange.context, transport };
                if let Err(panic) = self.write_failure(fault, &failure, response, Some(before)) {
                    outcome = Err(panic);
                }
            }
        }
        exchange.quirks.add(noted.noted());
        transport.completed(&CallRecord {
            method: entry.as_ref().ok().map(|entry| &*entry.name),
            user: exchange.context.user(),
            fault: outcome.as_ref().err(),
            quirks: noted.noted(),
            request_bytes: call.bytes(),
            response_bytes: response.written_since(before),
            elapsed: started.map(|started| started.elapsed()),
            is_entry: true,
        });
        Ok(())
    }

    /// What a name leads to.
    fn called<'n>(&'n self, name: &'n str) -> Called<'n> {
        match self.registry.find(name) {
            Some(entry) => Called::Published(entry),
            None => Called::Unknown(name.into()),
        }
    }

    async fn call_entry(
        &self,
        name: &str,
        start: CallStart,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        match self.registry.find(name) {
            Some(found) => match &found.target {
                Target::Multicall => {
                    Err(Fault::of(INVALID_REQUEST, "system.multicall cannot be called by system.multicall"))
                }
                _ => {
                    exchange.call.check_entry_name(name)?;
                    allowed(|waker| exchange.transport.may_read(waker)).await;
                    let found = overload::pick(found, || exchange.call.count(start))?;
                    let permit = match found.method.execution {
                        Execution::Inline => None,
                        Execution::Async | Execution::Blocking => permit(found.method.limit, exchange).await?,
                    };
                    self.invoke(found, start, exchange, response, permit).await
                }
            },
            None => {
                let permit = if self.registry.fallback().is_some() {
                    exchange.call.check_entry_name(name)?;
                    permit(FALLBACK, exchange).await?
                } else {
                    None
                };
                self.invoke_fallback(name, start, exchange, response, permit).await
            }
        }
    }
}

#[cold]
fn no_memory() -> Fault {
    Fault::of(SYSTEM_ERROR, "the server has no memory for the response at the moment; send the call again later")
}

/// Lets other work of the thread run if the entries have had their time.
async fn give_way(turn: &mut Instant, exchange: Exchange<'_>) {
    if turn.elapsed() < TURN {
        return;
    }
    if let Some(others) = exchange.transport.yield_now() {
        others.await;
    }
    *turn = Instant::now();
}

/// Waits for the permit of an entry, if it needs one.
async fn permit(method: usize, exchange: Exchange<'_>) -> Result<Option<CallPermit>, Fault> {
    match exchange.transport.permit(method) {
        Some(permit) => permit.await.map(Some),
        None => Ok(None),
    }
}
