//! The members of a struct.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::de::{DeserializeSeed, MapAccess};

use super::name::NameDeserializer;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::reader::{Extensions, Member, Reader};

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
    pub(super) more: bool,
    /// The prefixes that hold outside of any member.
    outside: Extensions,
    remember: Remember,
    /// The name whose value comes next, if it may have to be remembered.
    name: Cow<'de, str>,
    seen: SeenNames<'de>,
}

impl<'r, 'de> MemberAccess<'r, 'de> {
    pub(super) fn new(reader: &'r mut Reader<'de>, more: bool, remember: Remember) -> Self {
        let outside = reader.extensions;
        MemberAccess { reader, more, outside, remember, name: Cow::Borrowed(""), seen: SeenNames::default() }
    }
}

impl<'de> MapAccess<'de> for &mut MemberAccess<'_, 'de> {
    type Error = Error;

    #[inline]
    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        if !self.more {
            return Ok(None);
        }
        let start = self.reader.cursor.position();
        let name = self.reader.member_name()?;
        if self.remember == Remember::All {
            self.seen.insert(name.clone()).map_err(|error| error.at(start))?;
        } else {
            self.name = name.clone();
        }
        seed.deserialize(NameDeserializer(name)).map(Some).map_err(|error| error.at(start))
    }

    #[inline]
    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        self.more = false;
        self.reader.forget_ignored();
        let value = self.reader.seeded(seed)?;
        if self.remember == Remember::Ignored && self.reader.was_ignored() {
            let name = std::mem::take(&mut self.name);
            self.seen.insert(name)?;
        }
        self.reader.close::<Member>()?;
        self.reader.extensions = self.outside;
        self.more = self.reader.more_members()?;
        Ok(value)
    }
}

/// The names that a struct has had so far: a list while they are few, which most structs stay.
#[derive(Default)]
struct SeenNames<'de> {
    few: Vec<Cow<'de, str>>,
    many: HashSet<Cow<'de, str>>,
}

impl<'de> SeenNames<'de> {
    const FEW: usize = 16;

    fn insert(&mut self, name: Cow<'de, str>) -> Result<(), Error> {
        if self.few.contains(&name) {
            return Err(twice());
        }
        if self.few.len() < Self::FEW {
            self.few.push(name);
            return Ok(());
        }
        if self.many.insert(name) { Ok(()) } else { Err(twice()) }
    }
}

#[cold]
fn twice() -> Error {
    Error::new(INVALID_PARAMETERS, "the struct has a member twice; `Reading::duplicate_members` can allow it")
}
