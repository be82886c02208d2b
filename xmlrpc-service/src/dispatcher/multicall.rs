//! `system.multicall`: many calls in one request (Eric Kidd's specification, 2001).

use std::borrow::Cow;
use std::pin::pin;
use std::time::Instant;

use futures_util::StreamExt;
use serde::Deserialize;

use super::Dispatcher;
use super::config::Exchange;
use super::invoke::Start;
use super::quirks::Tolerated;
use super::registry::Target;
use super::transport::CallRecord;
use crate::service::Response;
use xmlrpc_core::__private::decode::{Bookmark, Kind, Place, Reader, check_call, check_method_name};
use xmlrpc_core::__private::fault::quoted;
use xmlrpc_core::Error;
use xmlrpc_core::fault::{Fault, INVALID_PARAMETERS, INVALID_REQUEST};
use xmlrpc_core::reading::{Quirk, Quirks};

/// One call of a multicall: its method, and where its array of parameters stands, if it has one that counts.
struct Entry<'a> {
    name: Cow<'a, str>,
    params: Start,
    quirks: Quirks,
}

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
        start: Start,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Exchange { text, config, .. } = exchange;
        let rules = &config.rules;
        let located = |error: Error| Fault::from(error.in_text(text));
        exchange.tolerated.add(check_call(text, rules).map_err(located)?);
        let bookmark = match start {
            Start::Params(bookmark) | Start::Array(bookmark) => bookmark,
            Start::Nowhere => return Err(Fault::internal("a multicall begins at the start of its parameters")),
        };
        let entries = entries(Reader::resume(text, rules, bookmark).structure_only()).map_err(located)?;
        response.begin_array();
        if self.multicall_concurrency <= 1 {
            for (index, bookmark) in entries.into_iter().enumerate() {
                self.answer_entry(index, bookmark, exchange, response).await?;
            }
        } else {
            let empty = response.empty();
            let parts = entries.into_iter().enumerate().map(|(index, bookmark)| {
                let mut part = empty.empty();
                async move { self.answer_entry(index, bookmark, exchange, &mut part).await.map(|()| part) }
            });
            let mut parts = pin!(futures_util::stream::iter(parts).buffered(self.multicall_concurrency));
            while let Some(part) = parts.next().await {
                response.append(&part?);
            }
        }
        response.end_array();
        Ok(())
    }

    /// Runs one entry and writes what comes of it, be it a fault. An error leaves nothing to write to.
    async fn answer_entry(
        &self,
        index: usize,
        bookmark: Bookmark,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Exchange { text, config, transport, .. } = exchange;
        let started = transport.wants_times().then(Instant::now);
        let before = response.mark();
        let entry = entry(Reader::resume(text, &config.rules, bookmark).structure_only()).map_err(|error| {
            // By its number: line and column of each of many would have to be counted from the document's start.
            Fault::from(error.prefixed(format_args!("entry {}: ", index + 1)))
        });
        let tolerated = Tolerated::default();
        let outcome = match &entry {
            Ok(entry) => {
                response.begin_array();
                self.call_entry(entry, Exchange { tolerated: &tolerated, ..exchange }, response).await
            }
            Err(fault) => Err(fault.clone()),
        };
        match &outcome {
            Ok(()) => response.end_array(),
            // The thread that had the answer so far is gone.
            Err(fault) if response.has_lost(before) => return Err(fault.clone()),
            Err(fault) => response.write_fault_at(before, fault),
        }
        exchange.tolerated.add(tolerated.quirks());
        transport.completed(&CallRecord {
            method: entry.as_ref().ok().map(|entry| quoted(&entry.name)).as_deref(),
            fault: outcome.as_ref().err(),
            quirks: tolerated.quirks(),
            request_bytes: text.len(),
            response_bytes: response.written_since(before),
            elapsed: started.map(|started| started.elapsed()),
        });
        Ok(())
    }

    async fn call_entry(
        &self,
        entry: &Entry<'_>,
        exchange: Exchange<'_>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Entry { name, params: start, quirks } = entry;
        exchange.tolerated.add(*quirks);
        let start = *start;
        match self.registry.find(name) {
            Some(found) => match &found.target {
                Target::Multicall => {
                    Err(Fault::of(INVALID_REQUEST, "system.multicall cannot be called by system.multicall"))
                }
                _ => {
                    check_method_name(name, &exchange.config.rules)?;
                    self.invoke(found, start, exchange, response).await
                }
            },
            None => {
                if self.registry.fallback().is_some() {
                    check_method_name(name, &exchange.config.rules)?;
                }
                self.invoke_fallback(name, start, exchange, response).await
            }
        }
    }
}

/// Where the entries stand: the elements of the one parameter, an array.
fn entries(mut reader: Reader<'_>) -> Result<Vec<Bookmark>, Error> {
    const SHAPE: &str = "system.multicall takes 1 parameter: an array of structs with \"methodName\" and \"params\"";
    let shape = || Error::new(INVALID_PARAMETERS, SHAPE);
    if !reader.open_params()? || !reader.enter_param()? {
        return Err(shape());
    }
    let open = reader.open_value()?;
    if open.kind() != Kind::Array {
        return Err(shape());
    }
    let mut entries = Vec::new();
    let mut more = reader.begin_array(&open)?;
    while more {
        if entries.len() == reader.limits().multicall {
            return Err(reader.limits().too_many_calls().at(reader.position()));
        }
        entries.push(reader.bookmark().without_quirks());
        reader.skip_value()?;
        more = reader.more_elements()?;
    }
    reader.leave_param()?;
    if reader.enter_param()? {
        return Err(shape());
    }
    Ok(entries)
}

/// Reads one entry, at whose value the reader stands.
fn entry<'a>(mut reader: Reader<'a>) -> Result<Entry<'a>, Error> {
    let start = reader.position();
    let wrong = |message: &'static str| Error::new(INVALID_PARAMETERS, message).at(start);
    let open = reader.open_value()?;
    if open.kind() != Kind::Struct {
        return Err(wrong("expected a struct with \"methodName\" and \"params\""));
    }
    let tolerant = reader.reading().is_tolerant();
    let (mut name, mut params, mut quirks) = (None, None, Quirks::default());
    let members = reader.begin_struct(&open)?;
    let mut members = reader.without_replaced(members)?;
    while let Some(member) = reader.next_name(&mut members)? {
        let twice = match &*member {
            "methodName" => {
                let twice = name.replace(method_name(&mut reader)?).is_some();
                members.place = Place::MemberEnd;
                twice
            }
            "params" => {
                let place = reader.bookmark().without_quirks();
                let found = if tolerant && holds_no_members(&mut reader)? {
                    quirks.insert(Quirk::EntryWithStructParams);
                    Start::Nowhere
                } else {
                    Start::Array(place)
                };
                reader.skip_member_value(&mut members)?;
                params.replace(found).is_some()
            }
            _ => {
                reader.skip_member_value(&mut members)?;
                false
            }
        };
        if twice {
            return Err(wrong("it has a member twice"));
        }
    }
    let mut name: Cow<'_, str> = name.ok_or_else(|| wrong("it has no \"methodName\""))?;
    if tolerant && name.trim_ascii().len() < name.len() {
        quirks.insert(Quirk::SpaceAroundMethodName);
        name = Cow::Owned(name.trim_ascii().to_owned());
    }
    if tolerant && params.is_none() {
        quirks.insert(Quirk::EntryWithoutParams);
        params = Some(Start::Nowhere);
    }
    let params = params.ok_or_else(|| wrong("it has no \"params\""))?;
    Ok(Entry { name, params, quirks: quirks.union(reader.quirks()) })
}

/// Whether an empty struct comes next, which some clients send for no parameters.
fn holds_no_members(reader: &mut Reader<'_>) -> Result<bool, Error> {
    let here = reader.bookmark();
    let open = reader.open_value()?;
    let mut empty = false;
    if open.kind() == Kind::Struct {
        let mut members = reader.begin_struct(&open)?;
        empty = reader.next_name(&mut members)?.is_none();
    }
    reader.return_to(here);
    Ok(empty)
}

fn method_name<'a>(reader: &mut Reader<'a>) -> Result<Cow<'a, str>, Error> {
    let start = reader.position();
    let name = String::deserialize(&mut *reader).map_err(|error| error.prefixed(format_args!("\"methodName\": ")))?;
    if name.len() > reader.limits().name {
        let limit = reader.limits().name;
        let message = format!("the method's name is longer than the {limit} bytes that `Limits::name` allows");
        return Err(Error::new(INVALID_REQUEST, message).at(start));
    }
    Ok(Cow::Owned(name))
}
