//! The members of a struct.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::de::{DeserializeSeed, MapAccess};

use super::name::NameDeserializer;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reader::{Extensions, Reader};

/// Which names must not come twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remember {
    /// All of them.
    All,
    /// Those whose values the type ignored; it minds the others itself.
    Ignored,
}

/// The members of a struct that has been entered.
pub(super) struct MemberAccess<'r, 'de> {
    reader: &'r mut Reader<'de>,
    place: Place,
    /// The prefixes that hold outside of any member.
    outside: Extensions,
    remember: Remember,
    /// Where the member begins that was named last.
    member: usize,
    /// Where this struct's names begin among those that are remembered.
    first_name: usize,
    /// Names beyond the few that are looked through one by one, from the first on that does not stand in the document.
    many: Option<HashSet<Cow<'de, str>>>,
}

/// Where in a struct its reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Before a member.
    Member,
    /// Behind a member's name.
    Value,
    /// Behind a member's value.
    MemberEnd,
    /// Behind the struct; or behind a value that failed, which is passed over with all of the struct.
    Left,
    /// At a name that could not be read.
    Failed,
}

/// Names of one struct that are looked through one by one, which most structs have no more than.
const FEW: usize = 16;

impl<'r, 'de> MemberAccess<'r, 'de> {
    pub(super) fn new(reader: &'r mut Reader<'de>, more: bool, remember: Remember) -> Self {
        let (outside, first_name) = (reader.extensions, reader.names.len());
        let place = if more { Place::Member } else { Place::Left };
        MemberAccess { reader, place, outside, remember, member: 0, first_name, many: None }
    }

    /// Leaves the struct, if its type has wanted all that is in it. False if there is something else.
    pub(super) fn leave(&mut self) -> Result<bool, Error> {
        match self.place {
            Place::Left => Ok(true),
            Place::MemberEnd => self.reader.next_member(self.outside).map(|more| !more),
            Place::Member | Place::Value | Place::Failed => Ok(false),
        }
    }

    /// Forgets the names, whatever came of the struct.
    pub(super) fn forget(self) {
        self.reader.names.truncate(self.first_name);
    }

    /// The name of the next member, up to whose value the reader goes; none if the struct ends, and has been left.
    fn next_name(&mut self) -> Result<Option<Cow<'de, str>>, Error> {
        if matches!(self.place, Place::Left | Place::Failed) {
            return Ok(None);
        }
        let behind = self.place != Place::Member;
        self.place = Place::Failed;
        let name = match self.reader.regular_next_name(behind) {
            Some((name, member)) => {
                self.member = member;
                self.reader.extensions = self.outside;
                name.map(Cow::Borrowed)
            }
            None => self.irregular_next_name(behind)?,
        };
        let Some(name) = name else {
            self.place = Place::Left;
            return Ok(None);
        };
        if self.remember == Remember::All {
            self.remember(&name).map_err(|error| error.at(self.member))?;
        }
        self.place = Place::Value;
        Ok(Some(name))
    }

    #[inline(never)]
    fn irregular_next_name(&mut self, behind: bool) -> Result<Option<Cow<'de, str>>, Error> {
        if behind && !self.reader.next_member(self.outside)? {
            return Ok(None);
        }
        self.member = self.reader.cursor.position();
        self.reader.member_name().map(Some)
    }

    #[expect(clippy::ptr_arg, reason = "what is borrowed from the document is kept")]
    #[inline(always)]
    fn remember(&mut self, name: &Cow<'de, str>) -> Result<(), Error> {
        let few = self.reader.names.get(self.first_name..).unwrap_or_default();
        if few.iter().any(|known| known.len() == name.len() && *known == &**name) {
            return Err(twice());
        }
        match name {
            Cow::Borrowed(name) if few.len() < FEW && self.many.is_none() => {
                self.reader.names.push(name);
                Ok(())
            }
            name => self.remember_beyond(name.clone()),
        }
    }

    #[inline(never)]
    fn remember_beyond(&mut self, name: Cow<'de, str>) -> Result<(), Error> {
        if self.many.get_or_insert_default().insert(name) { Ok(()) } else { Err(twice()) }
    }

    /// Sees to a value that failed, or that its type had no use for.
    #[cold]
    #[inline(never)]
    fn heed(&mut self) -> Result<(), Error> {
        self.reader.recover()?;
        if !self.reader.take_ignored() || self.remember == Remember::All {
            return Ok(());
        }
        let behind = self.reader.bookmark();
        let name = self.name_again()?;
        self.reader.return_to(behind);
        self.remember(&name)
    }

    /// Goes back to the member, and reads its name.
    fn name_again(&mut self) -> Result<Cow<'de, str>, Error> {
        self.reader.cursor.set_position(self.member);
        self.reader.member_name()
    }

    /// The error of a value, which is told where the value begins unless it knows more. If the reader knows nothing of it,
    /// since the type failed by itself, it is told as well.
    #[cold]
    #[inline(never)]
    fn placed(&mut self, error: Error) -> Error {
        let failed = self.reader.bookmark();
        let value = self.name_again().map(|_| self.reader.bookmark());
        self.reader.return_to(failed);
        let Ok(value) = value else { return error.at(self.member) };
        self.reader.fail_unless_failed(value);
        error.at(value.position())
    }
}

impl<'de> MapAccess<'de> for &mut MemberAccess<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        match self.next_name()? {
            None => Ok(None),
            Some(name) => seed.deserialize(NameDeserializer(name)).map(Some).map_err(|error| error.at(self.member)),
        }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.place = Place::Left;
        let value = seed.deserialize(&mut *self.reader).map_err(|error| self.placed(error))?;
        if self.reader.has_notice() {
            self.heed()?;
        }
        self.place = Place::MemberEnd;
        Ok(value)
    }
}

#[cold]
fn twice() -> Error {
    Error::new(INVALID_PARAMETERS, "the struct has a member twice; `Reading::duplicate_members` can allow it")
}
