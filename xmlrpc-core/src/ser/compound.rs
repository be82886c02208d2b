//! Arrays and structs.

use serde::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant,
};

use super::ValueWriter;
use super::name::NameWriter;
use super::scalar::forbidden_name;
use crate::error::Error;
use crate::xml::write::{SHORT, is_plain, push_text};

const BEGIN: &[u8] = b"<member><name>";
const END: &[u8] = b"</name>";

pub(crate) const ARRAY: (&str, &str) = ("<value><array><data>", "</data></array></value>");
pub(crate) const STRUCT: (&str, &str) = ("<value><struct>", "</struct></value>");

/// An array or a struct that has been begun.
pub(crate) struct Compound<'w, 'b> {
    writer: &'w mut ValueWriter<'b>,
    /// Whether this is the data of an enum's variant, inside the struct that names the variant.
    in_variant: bool,
}

impl<'w, 'b> Compound<'w, 'b> {
    pub(super) fn begin_array(writer: &'w mut ValueWriter<'b>) -> Result<Self, Error> {
        writer.descend()?;
        match &mut writer.forms {
            None => writer.out.extend_from_slice(b"<value><array><data>"),
            Some(forms) => forms.begin(writer.out, ARRAY.0),
        }
        Ok(Compound { writer, in_variant: false })
    }

    pub(super) fn begin_struct(writer: &'w mut ValueWriter<'b>) -> Result<Self, Error> {
        writer.descend()?;
        match &mut writer.forms {
            None => writer.out.extend_from_slice(b"<value><struct>"),
            Some(forms) => forms.begin(writer.out, STRUCT.0),
        }
        Ok(Compound { writer, in_variant: false })
    }

    pub(super) fn begin_variant(
        writer: &'w mut ValueWriter<'b>,
        variant: &str,
        begin: fn(&'w mut ValueWriter<'b>) -> Result<Self, Error>,
    ) -> Result<Self, Error> {
        let outer = Compound::begin_struct(writer)?;
        outer.writer.begin_member(variant)?;
        let mut inner = begin(outer.writer)?;
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
        // A field's name is known to the compiler wherever this is inlined, and so is that it needs no reference.
        if self.writer.forms.is_none() && is_plain(name) {
            let mut begin = [0; BEGIN.len() + SHORT + END.len()];
            let length = BEGIN.len() + name.len();
            begin[..BEGIN.len()].copy_from_slice(BEGIN);
            begin[BEGIN.len()..length].copy_from_slice(name.as_bytes());
            begin[length..length + END.len()].copy_from_slice(END);
            self.writer.out.extend_from_slice(&begin[..length + END.len()]);
        } else {
            self.writer.begin_member(name)?;
        }
        self.value(value).map_err(|error| error.in_member(name))
    }

    /// The member that names an enum's variant, which is never left out: nobody could tell the variant.
    pub(super) fn variant<T: Serialize + ?Sized>(&mut self, name: &str, value: &T) -> Result<(), Error> {
        self.writer.begin_member(name)?;
        if let Some(forms) = &mut self.writer.forms {
            forms.keep_member();
        }
        self.value(value).map_err(|error| error.in_member(name))
    }

    #[inline]
    fn value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut *self.writer)?;
        self.writer.make_room(0)?;
        self.writer.end_member();
        Ok(())
    }

    fn end_array(self) -> Result<(), Error> {
        self.end(ARRAY.1)
    }

    pub(super) fn end_struct(self) -> Result<(), Error> {
        self.end(STRUCT.1)
    }

    #[inline]
    fn end(self, tags: &str) -> Result<(), Error> {
        self.writer.ascend(tags);
        if self.in_variant {
            self.writer.end_member();
            self.writer.ascend(STRUCT.1);
        }
        Ok(())
    }
}

impl ValueWriter<'_> {
    fn begin_member(&mut self, name: &str) -> Result<(), Error> {
        if let Some(forms) = &mut self.forms {
            return forms.begin_member(self.out, name);
        }
        self.out.extend_from_slice(b"<member><name>");
        push_text(self.out, name, usize::MAX).map_err(|_| forbidden_name())?;
        self.out.extend_from_slice(b"</name>");
        Ok(())
    }

    #[inline]
    fn end_member(&mut self) {
        match &mut self.forms {
            None => self.out.extend_from_slice(b"</member>"),
            Some(forms) => forms.end_member(self.out),
        }
    }

    #[inline]
    fn ascend(&mut self, tags: &str) {
        match &mut self.forms {
            None => self.out.extend_from_slice(tags.as_bytes()),
            Some(forms) => forms.end(self.out, tags),
        }
        self.depth_left += 1;
    }
}

/// The name that was written last, as it was written, before the value that failed.
#[cold]
fn last_name(before: Option<&[u8]>) -> String {
    // From behind, where it stands: before it there may be very much.
    let before = before.unwrap_or_default();
    let (begin, end) = (memchr::memmem::rfind(before, b"<name>"), memchr::memmem::rfind(before, END));
    let name = begin.zip(end).and_then(|(begin, end)| before.get(begin + b"<name>".len()..end));
    String::from_utf8_lossy(name.unwrap_or_default()).into_owned()
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

            #[inline(always)]
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
        if self.writer.forms.is_some() {
            let mut text = Vec::new();
            name.serialize(NameWriter { out: &mut text, escaped: false })?;
            return self.writer.begin_member(&String::from_utf8_lossy(&text));
        }
        self.writer.out.extend_from_slice(b"<member><name>");
        name.serialize(NameWriter { out: self.writer.out, escaped: true })?;
        self.writer.out.extend_from_slice(b"</name>");
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        let begin = self.writer.out.len();
        self.value(value).map_err(|error| error.in_member(&last_name(self.writer.out.get(..begin))))
    }

    fn end(self) -> Result<(), Error> {
        self.end_struct()
    }
}
