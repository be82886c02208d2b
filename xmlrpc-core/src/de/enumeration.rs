//! Enums as serde tags them by default: a string for a variant without data, a struct of one member for the others.

use std::borrow::Cow;

use serde::de::value::{CowStrDeserializer, UnitDeserializer};
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, IntoDeserializer, VariantAccess, Visitor};

use super::name::NameDeserializer;
use crate::decode::{Members, Place, Reader};
use crate::error::Error;
use crate::fault::INVALID_PARAMETERS;

/// A variant without data.
pub(super) struct UnitVariant<'de>(pub(super) Cow<'de, str>);

impl<'de> EnumAccess<'de> for UnitVariant<'de> {
    type Error = Error;
    type Variant = NoData;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, NoData), Error> {
        Ok((seed.deserialize(NameDeserializer(self.0))?, NoData))
    }
}

/// The data of a variant that is a string: none.
pub(super) struct NoData;

impl NoData {
    fn missing<T>() -> Result<T, Error> {
        Err(Error::new(INVALID_PARAMETERS, "the variant has data: expected a struct of one member, found a string"))
    }
}

impl<'de> VariantAccess<'de> for NoData {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Error> {
        Self::missing()
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        Self::missing()
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        Self::missing()
    }
}

/// A variant with data: the one member of a struct that has been entered.
pub(super) struct StructVariant<'r, 'de> {
    pub(super) reader: &'r mut Reader<'de>,
    pub(super) members: Members,
}

impl<'de> StructVariant<'_, 'de> {
    /// Reads the data. Its errors get the variant's name into their path.
    fn data<T>(mut self, read: impl FnOnce(&mut Reader<'de>) -> Result<T, Error>) -> Result<T, Error> {
        match read(self.reader) {
            Ok(value) => self.finish(value),
            Err(error) => Err(self.placed(error)),
        }
    }

    #[cold]
    #[inline(never)]
    fn placed(&mut self, error: Error) -> Error {
        if !error.is_about_a_value() {
            return error;
        }
        let failed = self.reader.bookmark();
        let name = self.reader.name_again(&mut self.members);
        self.reader.return_to(failed);
        match name {
            Ok(name) => error.at_member(&name),
            Err(_) => error,
        }
    }

    fn finish<T>(mut self, value: T) -> Result<T, Error> {
        self.members.place = Place::MemberEnd;
        if self.reader.next_name_that_counts(&mut self.members)?.is_some() {
            return Err(Error::new(INVALID_PARAMETERS, "expected a struct of one member, found more"));
        }
        Ok(value)
    }
}

impl<'r, 'de> EnumAccess<'de> for StructVariant<'r, 'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(mut self, seed: V) -> Result<(V::Value, Self), Error> {
        let Some(name) = self.reader.next_name_that_counts(&mut self.members)? else {
            return Err(Error::new(INVALID_PARAMETERS, "expected a struct of one member, found none"));
        };
        Ok((seed.deserialize(NameDeserializer(name))?, self))
    }
}

impl<'r, 'de> VariantAccess<'de> for StructVariant<'r, 'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        self.data(|reader| reader.value::<()>())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        self.data(|reader| reader.seeded(seed))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.data(|reader| reader.deserialize_seq(visitor))
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.data(|reader| reader.deserialize_struct("", fields, visitor))
    }
}

/// A date, for the one visitor that distinguishes it from a string.
pub(super) struct DateTimeAccess<'de>(pub(super) Cow<'de, str>);

impl<'de> EnumAccess<'de> for DateTimeAccess<'de> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        Ok((seed.deserialize(UnitDeserializer::<Error>::new())?, self))
    }
}

impl<'de> VariantAccess<'de> for DateTimeAccess<'de> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        Err(Error::new(INVALID_PARAMETERS, "a date has a text"))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Error> {
        let text: CowStrDeserializer<'de, Error> = self.0.into_deserializer();
        seed.deserialize(text)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Error> {
        self.unit_variant().and(Err(Error::new(INVALID_PARAMETERS, "a date is a text")))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Error> {
        self.unit_variant().and(Err(Error::new(INVALID_PARAMETERS, "a date is a text")))
    }
}
