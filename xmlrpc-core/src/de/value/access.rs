//! What is inside of a value: elements, members, and the data of variants.

use std::borrow::Cow;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::{ValueDeserializer, word_of};
use crate::de::name::NameDeserializer;
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;
use crate::value::Value;

/// The members of an empty array that stands in the place of a struct.
pub(super) struct NoMembers;

impl<'v> MapAccess<'v> for NoMembers {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'v>>(&mut self, _: S) -> Result<Option<S::Value>, Error> {
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, _: S) -> Result<S::Value, Error> {
        Err(Error::new(INVALID_PARAMETERS, "the type asks for a member of an empty struct"))
    }
}

pub(super) struct Elements<'v, 's> {
    pub(super) rest: &'v [Value],
    pub(super) next: usize,
    pub(super) outer: ValueDeserializer<'v, 's>,
}

impl<'v> SeqAccess<'v> for &mut Elements<'v, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((first, rest)) = self.rest.split_first() else { return Ok(None) };
        let index = self.next;
        (self.rest, self.next) = (rest, index + 1);
        seed.deserialize(self.outer.inner(first))
            .map(Some)
            .map_err(|error| error.found(|| word_of(first)).at_index(index))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

pub(super) struct Members<'v, 's, I> {
    pub(super) outer: ValueDeserializer<'v, 's>,
    pub(super) rest: I,
    /// The member whose name was read last.
    pub(super) value: Option<(&'v str, &'v Value)>,
}

impl<'v, I: ExactSizeIterator<Item = (&'v str, &'v Value)>> MapAccess<'v> for &mut Members<'v, '_, I> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        self.value = self.rest.next();
        let Some((name, _)) = self.value else { return Ok(None) };
        seed.deserialize(NameDeserializer(Cow::Borrowed(name))).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'v>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let (name, value) = self
            .value
            .take()
            .ok_or_else(|| Error::new(INVALID_PARAMETERS, "the type asks for a member's value before its name"))?;
        seed.deserialize(self.outer.inner(value)).map_err(|error| error.found(|| word_of(value)).at_member(name))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// A variant with data: the one member of a struct.
pub(super) struct Variant<'v, 's> {
    pub(super) name: &'v str,
    pub(super) value: ValueDeserializer<'v, 's>,
}

impl<'v, 's> Variant<'v, 's> {
    fn data<T>(&self, read: impl FnOnce(ValueDeserializer<'v, 's>) -> Result<T, Error>) -> Result<T, Error> {
        read(self.value).map_err(|error| error.found(|| word_of(self.value.value)).at_member(self.name))
    }
}

impl<'v> EnumAccess<'v> for Variant<'v, '_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<(S::Value, Self), Error> {
        Ok((seed.deserialize(NameDeserializer(Cow::Borrowed(self.name)))?, self))
    }
}

impl<'v> VariantAccess<'v> for Variant<'v, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.data(<()>::deserialize)
    }

    fn newtype_variant_seed<S: DeserializeSeed<'v>>(self, seed: S) -> Result<S::Value, Error> {
        self.data(|value| seed.deserialize(value))
    }

    fn tuple_variant<V: Visitor<'v>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.data(|value| value.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'v>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.data(|value| value.deserialize_map(visitor))
    }
}
