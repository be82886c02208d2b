//! Reading a multicall: the entries of `system.multicall`'s one parameter, each a call of its own.

use std::borrow::Cow;

use serde::Deserialize;

use super::call_reader::CallReader;
use super::params_reader::{ParamsStart, Start};
use crate::decode::{Bookmark, Kind, Place, Reader};
use crate::error::Error;
use crate::fault::{INVALID_PARAMETERS, INVALID_REQUEST};
use crate::reading::{Quirk, Quirks};

/// Where in a document an entry of a multicall stands.
#[derive(Debug, Clone, Copy)]
pub struct EntryStart(Bookmark);

/// One call of a multicall.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The method's name.
    pub name: Cow<'a, str>,
    /// Where its parameters begin.
    pub params: ParamsStart,
    /// The quirks of the entry, without those of its parameters.
    pub quirks: Quirks,
}

impl<'a> CallReader<'a> {
    /// Finds the entries of a multicall, whose parameters begin there. The document has been [checked](Self::check).
    ///
    /// # Errors
    ///
    /// Parameters of another form than a multicall's, or more entries than the limit allows.
    pub fn multicall_entries(&self, start: ParamsStart) -> Result<Vec<EntryStart>, Error> {
        let reader = match start.0 {
            Start::Call(place) | Start::Array(place) => Reader::resume(self.text, self.rules, place),
            Start::None => return Ok(Vec::new()),
        };
        entries(reader.structure_only()).map_err(|error| self.located(error))
    }

    /// Reads an entry of a multicall. Errors have no line and column: to count the lines once for each of many entries
    /// would read the document as often.
    ///
    /// # Errors
    ///
    /// An entry that is no struct with a name and parameters.
    pub fn multicall_entry(&self, start: EntryStart) -> Result<Entry<'a>, Error> {
        entry(Reader::resume(self.text, self.rules, start.0).structure_only())
    }
}

/// Where the entries stand: the elements of the one parameter, an array.
fn entries(mut reader: Reader<'_>) -> Result<Vec<EntryStart>, Error> {
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
        entries.push(EntryStart(reader.bookmark().without_quirks()));
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
    let entered = reader.begin_struct(&open)?;
    let mut members = reader.members(entered);
    while let Some(member) = reader.next_name_that_counts(&mut members)? {
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
                    Start::None
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
        params = Some(Start::None);
    }
    let params = params.ok_or_else(|| wrong("it has no \"params\""))?;
    Ok(Entry { name, params: ParamsStart(params), quirks: quirks.union(reader.quirks()) })
}

/// Whether an empty struct comes next, which some clients send for no parameters.
fn holds_no_members(reader: &mut Reader<'_>) -> Result<bool, Error> {
    let here = reader.bookmark();
    let open = reader.open_value()?;
    let mut empty = false;
    if open.kind() == Kind::Struct {
        let entered = reader.begin_struct(&open)?;
        let mut members = reader.members(entered);
        empty = reader.next_name_that_counts(&mut members)?.is_none();
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
