//! The names of members, including the keys of maps.

use serde::ser::{Impossible, Serialize, Serializer};

use super::scalar::forbidden_name;
use crate::error::Error;
use crate::fault::INTERNAL_ERROR;
use crate::xml::write::{push_short_text, push_unusual_text};

/// The tags before a member's name: of the first member of a struct, and of any other.
pub(super) const FIRST: &[u8; 14] = b"<member><name>";
pub(super) const NEXT: &[u8; 23] = b"</member><member><name>";
pub(super) const NAME_END: &[u8; 7] = b"</name>";

/// Begins a member and ends the previous one.
pub(super) fn push_name(out: &mut Vec<u8>, name: &str, has_member: bool) -> Result<(), Error> {
    let is_written = match has_member {
        true => push_short_text(out, NEXT, name, NAME_END),
        false => push_short_text(out, FIRST, name, NAME_END),
    };
    if !is_written {
        out.extend_from_slice(if has_member { NEXT } else { FIRST });
        push_unusual_text(out, name, usize::MAX).map_err(|_| forbidden_name())?;
        out.extend_from_slice(NAME_END);
    }
    Ok(())
}

/// A serializer for keys: strings, integers, booleans and names of variants.
pub(super) struct NameWriter<'b> {
    pub(super) out: &'b mut Vec<u8>,
    /// Whether there is a previous member. `None` writes the text alone.
    pub(super) has_member: Option<bool>,
}

fn no_name<T>() -> Result<T, Error> {
    Err(Error::new(INTERNAL_ERROR, "a map has keys that are not strings, as the names of members must be"))
}

macro_rules! by_display {
    ($($method:ident $type:ty),* $(,)?) => {$(
        fn $method(self, key: $type) -> Result<(), Error> {
            self.serialize_str(&key.to_string())
        }
    )*};
}

macro_rules! refused {
    ($($method:ident ( $($argument:ty),* )),* $(,)?) => {$(
        fn $method(self, $(_: $argument),*) -> Result<(), Error> {
            no_name()
        }
    )*};
}

impl Serializer for NameWriter<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Impossible<(), Error>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    by_display! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_i128 i128,
        serialize_u8 u8, serialize_u16 u16, serialize_u32 u32, serialize_u64 u64, serialize_u128 u128,
        serialize_char char,
    }

    refused! {
        serialize_f32(f32), serialize_f64(f64), serialize_bytes(&[u8]), serialize_none(), serialize_unit(),
        serialize_unit_struct(&'static str),
    }

    fn serialize_bool(self, boolean: bool) -> Result<(), Error> {
        self.serialize_str(if boolean { "true" } else { "false" })
    }

    #[inline]
    fn serialize_str(self, name: &str) -> Result<(), Error> {
        match self.has_member {
            Some(has_member) => push_name(self.out, name, has_member),
            None => {
                self.out.extend_from_slice(name.as_bytes());
                Ok(())
            }
        }
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, key: &T) -> Result<(), Error> {
        key.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, key: &T) -> Result<(), Error> {
        key.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        no_name()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, Error> {
        no_name()
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Error> {
        no_name()
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Error> {
        no_name()
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        no_name()
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Error> {
        no_name()
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, Error> {
        no_name()
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        no_name()
    }
}
