//! Arrays and structs.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::ValueWriter;
use super::name::NameWriter;
use super::scalar::forbidden;
use crate::error::Error;
use crate::xml::write::push_text;

/// An array or a struct that has been begun.
pub(crate) struct Compound<'w, 'b> {
    writer: &'w mut ValueWriter<'b>,
    /// Whether this is the data of an enum's variant, inside the struct that names the variant.
    in_variant: bool,
}

impl<'w, 'b> Compound<'w, 'b> {
    pub(super) fn begin_array(writer: &'w mut ValueWriter<'b>) -> Result<Self, Error> {
        writer.descend()?;
        writer.out.extend_from_slice(b"<value><array><data>");
        Ok(Compound { writer, in_variant: false })
    }

    pub(super) fn begin_struct(writer: &'w mut ValueWriter<'b>) -> Result<Self, Error> {
        writer.descend()?;
        writer.out.extend_from_slice(b"<value><struct>");
        Ok(Compound { writer, in_variant: false })
    }

    pub(super) fn begin_variant(
        writer: &'w mut ValueWriter<'b>,
        variant: &str,
        begin: fn(&'w mut ValueWriter<'b>) -> Result<Self, Error>,
    ) -> Result<Self, Error> {
        let outer = Compound::begin_struct(writer)?;
        outer.writer.out.extend_from_slice(b"<member><name>");
        push_text(outer.writer.out, variant, usize::MAX).map_err(|_| forbidden("a member's name"))?;
        outer.writer.out.extend_from_slice(b"</name>");
        let mut inner = begin(outer.writer)?;
        inner.in_variant = true;
        Ok(inner)
    }

    #[inline]
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.writer)?;
        self.writer.make_room(0)
    }

    #[inline]
    pub(super) fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.writer.out.extend_from_slice(b"<member><name>");
        push_text(self.writer.out, name, usize::MAX).map_err(|_| forbidden("a member's name"))?;
        self.writer.out.extend_from_slice(b"</name>");
        self.value(value)
    }

    #[inline]
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.element(value)?;
        self.writer.out.extend_from_slice(b"</member>");
        Ok(())
    }

    fn end_array(self) -> Result<(), Error> {
        self.end(b"</data></array></value>")
    }

    pub(super) fn end_struct(self) -> Result<(), Error> {
        self.end(b"</struct></value>")
    }

    #[inline]
    fn end(self, tags: &[u8]) -> Result<(), Error> {
        self.writer.out.extend_from_slice(tags);
        self.writer.depth_left += 1;
        if self.in_variant {
            self.writer.out.extend_from_slice(b"</member></struct></value>");
            self.writer.depth_left += 1;
        }
        Ok(())
    }
}

/// Serde has a trait for each kind of sequence; to XML-RPC they are all arrays.
macro_rules! arrays {
    ($($kind:ident $element:ident),* $(,)?) => {$(
        impl $kind for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            fn end(self) -> Result<(), Error> {
                self.end_array()
            }
        }
    )*};
}

arrays! {
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field,
}

/// Likewise for records of named fields.
macro_rules! structs {
    ($($kind:ident),* $(,)?) => {$(
        impl $kind for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                self.member(name, value)
            }

            fn end(self) -> Result<(), Error> {
                self.end_struct()
            }
        }
    )*};
}

structs! {
    SerializeStruct,
    SerializeStructVariant,
}

impl SerializeMap for Compound<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Error> {
        self.writer.out.extend_from_slice(b"<member><name>");
        name.serialize(NameWriter { out: self.writer.out, escaped: true })?;
        self.writer.out.extend_from_slice(b"</name>");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.value(value)
    }

    fn end(self) -> Result<(), Error> {
        self.end_struct()
    }
}
