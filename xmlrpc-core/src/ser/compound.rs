//! Arrays and structs.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::ValueWriter;
use super::name::{FIRST, NAME_END, NEXT, NameWriter, push_name};
use crate::error::Error;
use crate::xml::write::{NAME, is_plain_name};

#[doc(hidden)]
pub(crate) const ARRAY: (&str, &str) = ("<value><array><data>", "</data></array></value>");
pub(crate) const STRUCT: (&str, &str) = ("<value><struct>", "</struct></value>");

/// An array or a struct that is being written.
///
/// In the standard dialect the end of a member is written in one piece with the next member or the struct's end.
#[derive(Debug)]
pub struct Compound<'w, 'b> {
    writer: &'w mut ValueWriter<'b>,
    /// Whether this is the data of an enum's variant, inside of the struct that names the variant.
    in_variant: bool,
    /// Whether a member's end is still to be written.
    has_member: bool,
}

impl<'w, 'b> Compound<'w, 'b> {
    #[inline(always)]
    pub(super) fn begin_array(writer: &'w mut ValueWriter<'b>) -> Result<Self, Error> {
        writer.begin_array()?;
        Ok(Compound { writer, in_variant: false, has_member: false })
    }

    #[inline(always)]
    pub(super) fn begin_struct(writer: &'w mut ValueWriter<'b>) -> Result<Self, Error> {
        writer.begin_struct()?;
        Ok(Compound { writer, in_variant: false, has_member: false })
    }

    pub(super) fn begin_variant(
        writer: &'w mut ValueWriter<'b>,
        variant: &str,
        begin: fn(&'w mut ValueWriter<'b>) -> Result<Self, Error>,
    ) -> Result<Self, Error> {
        writer.begin_struct()?;
        writer.begin_member(variant, false)?;
        let mut inner = begin(writer)?;
        inner.in_variant = true;
        Ok(inner)
    }

    #[inline]
    fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.writer).map_err(Error::in_element)?;
        self.writer.make_room(0)
    }

    #[inline(always)]
    pub(super) fn member<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        // Where this is inlined the compiler knows the field's name, that it needs no reference, and whether it is the
        // first.
        if self.writer.forms.is_none() && is_plain_name(name) {
            let begin: &[u8] = if self.has_member { NEXT } else { FIRST };
            let mut piece = [0; NEXT.len() + NAME + NAME_END.len()];
            let length = begin.len() + name.len();
            piece[..begin.len()].copy_from_slice(begin);
            piece[begin.len()..length].copy_from_slice(name.as_bytes());
            piece[length..length + NAME_END.len()].copy_from_slice(NAME_END);
            self.writer.out.extend_from_slice(&piece[..length + NAME_END.len()]);
        } else {
            self.writer.begin_member(name, self.has_member)?;
        }
        // Set here, where the compiler can track it to the next member.
        self.has_member = true;
        self.writer.member_value(value).map_err(|error| error.in_member(name))
    }

    /// Writes the member that names an enum's variant. It is never left out, since it identifies the variant.
    pub(super) fn variant<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.writer.begin_member(name, false)?;
        if let Some(forms) = &mut self.writer.forms {
            forms.keep_member();
        }
        self.has_member = true;
        self.writer.member_value(value).map_err(|error| error.in_member(name))
    }

    #[inline(always)]
    fn end_array(self) -> Result<(), Error> {
        self.writer.end_array();
        self.end()
    }

    #[inline(always)]
    pub(super) fn end_struct(self) -> Result<(), Error> {
        self.writer.end_struct(self.has_member);
        self.end()
    }

    #[inline(always)]
    fn end(self) -> Result<(), Error> {
        if self.in_variant {
            self.writer.end_member();
            self.writer.end_struct(true);
        }
        Ok(())
    }
}

impl ValueWriter<'_> {
    #[inline(always)]
    fn begin_array(&mut self) -> Result<(), Error> {
        self.descend()?;
        match &mut self.forms {
            None => self.out.extend_from_slice(b"<value><array><data>"),
            Some(forms) => forms.begin(self.out, ARRAY.0),
        }
        Ok(())
    }

    fn end_array(&mut self) {
        match &mut self.forms {
            None => self.out.extend_from_slice(b"</data></array></value>"),
            Some(forms) => forms.end(self.out, ARRAY.1),
        }
        self.depth_left += 1;
    }

    #[inline]
    fn begin_struct(&mut self) -> Result<(), Error> {
        self.descend()?;
        match &mut self.forms {
            None => self.out.extend_from_slice(b"<value><struct>"),
            Some(forms) => forms.begin(self.out, STRUCT.0),
        }
        Ok(())
    }

    fn end_struct(&mut self, has_member: bool) {
        match &mut self.forms {
            Some(forms) => forms.end(self.out, STRUCT.1),
            None if has_member => self.out.extend_from_slice(b"</member></struct></value>"),
            None => self.out.extend_from_slice(b"</struct></value>"),
        }
        self.depth_left += 1;
    }

    #[inline]
    fn member_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self)?;
        self.make_room(0)?;
        self.end_member();
        Ok(())
    }

    /// Begins a member and ends the previous one.
    fn begin_member(&mut self, name: &str, has_member: bool) -> Result<(), Error> {
        if let Some(forms) = &mut self.forms {
            return forms.begin_member(self.out, name);
        }
        push_name(self.out, name, has_member)
    }

    /// Ends a member, in a dialect that is not the standard one.
    #[inline]
    fn end_member(&mut self) {
        if let Some(forms) = &mut self.forms {
            forms.end_member(self.out);
        }
    }
}

/// The last name in the buffer, with its references, before the value that failed.
#[cold]
fn last_name(before: Option<&[u8]>) -> String {
    // Searched from the end, since the buffer may be large.
    let before = before.unwrap_or_default();
    let (begin, end) = (memchr::memmem::rfind(before, b"<name>"), memchr::memmem::rfind(before, NAME_END));
    let name = begin.zip(end).and_then(|(begin, end)| before.get(begin + b"<name>".len()..end));
    String::from_utf8_lossy(name.unwrap_or_default()).into_owned()
}

/// Implements serde's traits of sequences, all of which are arrays in XML-RPC.
macro_rules! arrays {
    ($($kind:ident $element:ident),* $(,)?) => {$(
        impl $kind for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;

            #[inline]
            fn $element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
                self.element(value)
            }

            #[inline]
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

/// Implements serde's traits of records with named fields.
macro_rules! structs {
    ($($kind:ident),* $(,)?) => {$(
        impl $kind for Compound<'_, '_> {
            type Ok = ();
            type Error = Error;

            #[inline(always)]
            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
                self.member(name, value)
            }

            #[inline]
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

    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Error> {
        if self.writer.forms.is_some() {
            let mut text = Vec::new();
            name.serialize(NameWriter { out: &mut text, has_member: None })?;
            return self.writer.begin_member(&String::from_utf8_lossy(&text), false);
        }
        name.serialize(NameWriter { out: self.writer.out, has_member: Some(self.has_member) })
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let begin = self.writer.out.len();
        self.has_member = true;
        self.writer.member_value(value).map_err(|error| error.in_member(&last_name(self.writer.out.get(..begin))))
    }

    #[inline]
    fn end(self) -> Result<(), Error> {
        self.end_struct()
    }
}
