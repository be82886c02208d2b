//! `system.multicall`: many calls in one request (Eric Kidd's specification, 2001).

use std::borrow::Cow;
use std::time::Instant;

use serde::Deserialize;

use super::Dispatcher;
use super::front::{CallRecord, Front};
use super::invoke::Start;
use super::registry::Target;
use super::terms::Exchange;
use crate::error::Error;
use crate::fault::{Fault, INVALID_PARAMETERS, INVALID_REQUEST, quoted};
use crate::reader::{Bookmark, Kind, Member, Param, Params, Reader, check_call};
use crate::service::Response;

/// One call of a multicall: its method, and where its array of parameters stands.
struct Entry<'a> {
    name: Cow<'a, str>,
    params: Bookmark,
}

impl Dispatcher {
    /// Runs the entries one after the other, in order. The whole document has been checked before the first one runs;
    /// what is wrong with an entry is that entry's fault alone.
    pub(super) async fn multicall<F: Front>(
        &self,
        start: Start,
        exchange: Exchange<'_, F>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let Exchange { text, terms, front } = exchange;
        let rules = &terms.rules;
        let located = |error: Error| Fault::from(error.in_text(text));
        check_call(text, rules).map_err(located)?;
        let (Start::Params(bookmark) | Start::Array(bookmark)) = start;
        let entries = entries(Reader::resume(text, rules, bookmark)).map_err(located)?;
        response.begin_array();
        for bookmark in entries {
            let started = Instant::now();
            let before = response.mark();
            let entry = entry(Reader::resume(text, rules, bookmark)).map_err(located);
            let outcome = match &entry {
                Ok(entry) => {
                    response.begin_array();
                    self.call_entry(entry, exchange, response).await
                }
                Err(fault) => Err(fault.clone()),
            };
            match &outcome {
                Ok(()) => response.end_array(),
                // The thread that had the answer so far is gone.
                Err(fault) if response.has_lost(before) => return Err(fault.clone()),
                Err(fault) => response.write_fault_at(before, fault),
            }
            front.completed(&CallRecord {
                method: entry.as_ref().ok().map(|entry| quoted(&entry.name)).as_deref(),
                fault: outcome.as_ref().err(),
                request_bytes: text.len(),
                response_bytes: response.written_since(before),
                elapsed: started.elapsed(),
            });
        }
        response.end_array();
        Ok(())
    }

    async fn call_entry<F: Front>(
        &self,
        entry: &Entry<'_>,
        exchange: Exchange<'_, F>,
        response: &mut Response,
    ) -> Result<(), Fault> {
        let start = Start::Array(entry.params);
        match self.registry.find(&entry.name) {
            Some(found) => match &found.target {
                Target::Multicall => {
                    Err(Fault::of(INVALID_REQUEST, "system.multicall cannot be called by system.multicall"))
                }
                target => self.invoke(&found.method, target, start, exchange, response).await,
            },
            None => self.invoke_fallback(&entry.name, start, exchange, response).await,
        }
    }
}

/// Where the entries stand: the elements of the one parameter, an array.
fn entries(mut reader: Reader<'_>) -> Result<Vec<Bookmark>, Error> {
    const SHAPE: &str = "system.multicall takes 1 parameter: an array of structs with \"methodName\" and \"params\"";
    let shape = || Error::new(INVALID_PARAMETERS, SHAPE);
    if !reader.open_params()? || !reader.more::<Param, Params>()? {
        return Err(shape());
    }
    reader.open_param()?;
    let open = reader.open_value()?;
    if open.kind() != Kind::Array {
        return Err(shape());
    }
    let mut entries = Vec::new();
    let mut more = reader.begin_array(&open)?;
    while more {
        let limit = reader.limits().multicall;
        if entries.len() == limit {
            let message = format!("more than the {limit} calls in one request that `Limits::multicall` allows");
            return Err(reader.cursor.error(INVALID_REQUEST, message));
        }
        entries.push(reader.bookmark());
        reader.skip_value()?;
        more = reader.more_elements()?;
    }
    reader.close::<Param>()?;
    if reader.more::<Param, Params>()? {
        return Err(shape());
    }
    Ok(entries)
}

/// Reads one entry, at whose value the reader stands.
fn entry<'a>(mut reader: Reader<'a>) -> Result<Entry<'a>, Error> {
    let start = reader.cursor.position();
    let wrong = |message: &'static str| Error::new(INVALID_PARAMETERS, message).at(start);
    let open = reader.open_value()?;
    if open.kind() != Kind::Struct {
        return Err(wrong("an entry must be a struct with \"methodName\" and \"params\""));
    }
    let (mut name, mut params) = (None, None);
    let mut more = reader.begin_struct(&open)?;
    while more {
        let twice = match &*reader.member_name()? {
            "methodName" => name.replace(method_name(&mut reader)?).is_some(),
            "params" => {
                let place = reader.bookmark();
                reader.skip_value()?;
                params.replace(place).is_some()
            }
            _ => {
                reader.skip_value()?;
                false
            }
        };
        if twice {
            return Err(wrong("an entry has a member twice"));
        }
        reader.close::<Member>()?;
        more = reader.more_members()?;
    }
    Ok(Entry {
        name: name.ok_or_else(|| wrong("an entry has no \"methodName\""))?,
        params: params.ok_or_else(|| wrong("an entry has no \"params\""))?,
    })
}

fn method_name<'a>(reader: &mut Reader<'a>) -> Result<Cow<'a, str>, Error> {
    let start = reader.cursor.position();
    let name = String::deserialize(&mut *reader).map_err(|error| error.prefixed(format_args!("\"methodName\": ")))?;
    if name.len() > reader.limits().name {
        let limit = reader.limits().name;
        let message = format!("the method's name is longer than the {limit} bytes that `Limits::name` allows");
        return Err(Error::new(INVALID_REQUEST, message).at(start));
    }
    Ok(Cow::Owned(name))
}
