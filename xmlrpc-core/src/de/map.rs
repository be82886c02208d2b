//! The members of a struct.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::de::{DeserializeSeed, MapAccess};

use super::name::NameDeserializer;
use crate::decode::{Kind, Members, Place, Reader};
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// Which names must not come twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Remember {
    /// All of them.
    All,
    /// Those whose values the type ignored; it checks the others itself.
    Ignored,
}

/// The members of a struct that has been entered.
pub(super) struct MemberAccess<'r, 'de> {
    reader: &'r mut Reader<'de>,
    members: Members,
    remember: Remember,
    /// Where this struct's names begin among those that are remembered.
    first_name: usize,
    /// The names beyond the few that are compared one by one, and all behind the first that is not borrowed.
    many: Option<HashSet<Cow<'de, str>>>,
}

/// How many names of a struct are compared one by one. Few structs have more.
const FEW: usize = 16;

impl<'r, 'de> MemberAccess<'r, 'de> {
    pub(super) fn new(reader: &'r mut Reader<'de>, entered: bool, remember: Remember) -> Self {
        let (members, first_name) = (reader.members(entered), reader.names.len());
        MemberAccess { reader, members, remember, first_name, many: None }
    }

    /// Leaves the struct, if its type has wanted all that is in it. False if there is something else.
    #[inline(always)]
    pub(super) fn leave(&mut self) -> Result<bool, Error> {
        match self.members.place {
            Place::Left => Ok(true),
            Place::MemberEnd => Ok(self.reader.next_name_that_counts(&mut self.members)?.is_none()),
            Place::First | Place::Value | Place::Failed => Ok(false),
        }
    }

    /// Forgets the names of the struct.
    pub(super) fn forget(self) {
        self.reader.names.truncate(self.first_name);
    }

    /// The name of the next member, up to whose value the reader goes; none if the struct ends, and has been left.
    fn next_name(&mut self) -> Result<Option<Cow<'de, str>>, Error> {
        // A branch of its own, so that the names of other structs stay in registers. No name comes twice there.
        if self.members.replaces {
            return self.reader.next_name_that_counts(&mut self.members);
        }
        let Some(name) = self.reader.next_name(&mut self.members)? else { return Ok(None) };
        if self.remember == Remember::All {
            self.remember(&name).map_err(|error| {
                self.members.place = Place::Failed;
                error.at(self.members.start)
            })?;
        }
        Ok(Some(name))
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

    /// Handles a value that failed, or that its type had no use for.
    #[cold]
    #[inline(never)]
    fn handle_notice(&mut self) -> Result<(), Error> {
        self.reader.recover()?;
        if !self.reader.take_ignored() || self.remember == Remember::All || self.members.replaces {
            return Ok(());
        }
        let behind = self.reader.bookmark();
        let name = self.reader.name_again(&mut self.members)?;
        self.reader.return_to(behind);
        self.remember(&name)
    }

    /// Places the error of a value at its start, unless it has a place, and adds the name to its path. If the type failed by
    /// itself, the failure is noted.
    #[cold]
    #[inline(never)]
    fn placed(&mut self, error: Error) -> Error {
        let failed = self.reader.bookmark();
        let name = self.reader.name_again(&mut self.members);
        let value = self.reader.bookmark();
        let error = error.found(|| self.reader.peek_kind().map(Kind::word));
        self.reader.return_to(failed);
        let Ok(name) = name else { return error.at(self.members.start) };
        self.reader.fail_unless_failed(value);
        let error = error.at(value.position());
        if error.is_about_a_value() { error.at_member(&name) } else { error }
    }
}

impl<'de> MapAccess<'de> for &mut MemberAccess<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        match self.next_name()? {
            None => Ok(None),
            Some(name) => {
                seed.deserialize(NameDeserializer(name)).map(Some).map_err(|error| error.at(self.members.start))
            }
        }
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.members.place = Place::Left;
        let value = seed.deserialize(&mut *self.reader).map_err(|error| self.placed(error))?;
        if self.reader.has_notice() {
            self.handle_notice()?;
        }
        self.members.place = Place::MemberEnd;
        Ok(value)
    }
}

#[cold]
fn twice() -> Error {
    Error::new(INVALID_PARAMETERS, "the struct has a member twice; `Reading::duplicate_members` can allow it")
}
