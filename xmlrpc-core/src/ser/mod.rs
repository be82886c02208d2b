//! From Rust types into documents and values, through serde.

mod compound;
mod decimal;
mod dialect_writer;
mod memory;
mod name;
mod number;
mod scalar;
mod value;

use serde::ser::{Serialize, Serializer};

use crate::dialect::Dialect;
use crate::error::Error;
use crate::fault::{APPLICATION_ERROR, Fault};
use crate::value::{DATE_TIME_TOKEN, LONG_TOKEN};

use compound::Compound;
use name::NameWriter;

pub(crate) use compound::ARRAY;
pub(crate) use compound::STRUCT;
pub(crate) use dialect_writer::DialectWriter;
pub(crate) use memory::{Allowance, too_large};
pub use memory::{MemoryLease, ResponseMemory, UNLEASED};

/// A serializer that appends values to a buffer, each as one `<value>` element.
#[derive(Debug)]
pub struct ValueWriter<'b> {
    out: &'b mut Vec<u8>,
    /// The size in bytes that `out` may have, until there is a further lease.
    limit: usize,
    allowance: Option<&'b mut Allowance>,
    depth: usize,
    depth_left: usize,
    form: Form,
    /// Where a `Result` is no value but the outcome: at the root of what a function returned.
    outcome_at: Option<usize>,
    /// The writer of a dialect; `None` for the standard one, whose pieces are literals.
    forms: Option<DialectWriter<'b>>,
}

/// The form of the next text or integer, which this crate's types announce by a newtype's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Plain,
    DateTime,
    Long,
}

impl<'b> ValueWriter<'b> {
    /// Appends to `out`, which may grow to `limit` bytes, with arrays and structs nested at most `depth` deep.
    #[inline]
    pub fn new(out: &'b mut Vec<u8>, limit: usize, depth: usize) -> Self {
        ValueWriter {
            out,
            limit,
            allowance: None,
            depth,
            depth_left: depth,
            form: Form::Plain,
            outcome_at: None,
            forms: None,
        }
    }

    /// Has `out` grow as far as there are leases for it.
    #[inline]
    pub(crate) fn within(mut self, allowance: &'b mut Allowance) -> Self {
        self.limit = allowance.now;
        self.allowance = Some(allowance);
        self
    }

    /// Sets the dialect and the level of indentation; `None` is the standard dialect.
    #[inline]
    pub fn in_dialect(mut self, dialect: Option<&'b Dialect>, level: usize) -> Self {
        self.forms = dialect.map(|dialect| DialectWriter::new(dialect, level));
        self
    }

    /// Writes a unit at the root as the result of a method that returns nothing.
    #[inline]
    pub fn expecting_result(mut self) -> Self {
        if let Some(forms) = &mut self.forms {
            forms.expect_result(self.out.len());
        }
        self
    }

    /// Takes a `Result` at the root apart: its value is written, its error is the outcome.
    pub fn splitting_result(mut self) -> Self {
        self.outcome_at = Some(self.out.len());
        self
    }

    /// Checks that `bytes` more are within the limit.
    #[inline]
    fn make_room(&mut self, bytes: usize) -> Result<(), Error> {
        let size = self.out.len().saturating_add(bytes);
        if size > self.limit { self.grow(size) } else { Ok(()) }
    }

    /// Checks that the buffer is within the limit when `behind` bytes follow.
    #[inline]
    pub fn check_size(&mut self, behind: usize) -> Result<(), Error> {
        self.make_room(behind)
    }

    /// Raises the limit to so many bytes, if it may be raised.
    ///
    /// Inlined, so that no call gets the whole writer. The compiler then knows that the limit of a writer without an
    /// allowance never changes, and leaves out the checks of one without a limit.
    #[inline(always)]
    fn grow(&mut self, size: usize) -> Result<(), Error> {
        let Some(allowance) = self.allowance.as_deref_mut() else { return Err(too_large(self.limit)) };
        allowance.grow(self.out, size)?;
        self.limit = allowance.now;
        Ok(())
    }

    /// Reserves the buffer for the elements of an array, at the size of numbers, since a growing buffer is copied.
    #[inline(always)]
    fn expect_elements(&mut self, length: usize) {
        /// Bytes of an element with its tags.
        const EACH: usize = 40;
        /// The most bytes to reserve: beyond, growing costs little compared with writing.
        const MOST: usize = 256 << 10;
        let bytes = length.saturating_mul(EACH).min(MOST);
        if let Some(allowance) = &mut self.allowance
            && self.out.len() + bytes > self.limit
        {
            allowance.expect(self.out, self.out.len() + bytes);
            self.limit = allowance.now;
        }
        let within = self.limit.saturating_sub(self.out.len());
        self.out.reserve(bytes.min(within));
    }

    #[inline(always)]
    fn descend(&mut self) -> Result<(), Error> {
        self.make_room(0)?;
        self.depth_left = self.depth_left.checked_sub(1).ok_or_else(|| too_deep(self.depth))?;
        Ok(())
    }
}

/// The error of a function, of which only its serialised form is known: a text is its text.
#[cold]
fn failure<T: Serialize + ?Sized>(error: &T) -> Error {
    let mut bytes = Vec::new();
    let written = error.serialize(NameWriter { out: &mut bytes, has_member: None });
    let text = written.ok().and_then(|()| String::from_utf8(bytes).ok());
    Fault::new(APPLICATION_ERROR, text.unwrap_or_else(|| "the function failed".to_owned())).into()
}

#[cold]
fn too_deep(limit: usize) -> Error {
    let message = format!("a value has arrays and structs nested deeper than the {limit} levels that are allowed");
    Error::result_limit(message)
}

impl<'w, 'b> Serializer for &'w mut ValueWriter<'b> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Compound<'w, 'b>;
    type SerializeTuple = Compound<'w, 'b>;
    type SerializeTupleStruct = Compound<'w, 'b>;
    type SerializeTupleVariant = Compound<'w, 'b>;
    type SerializeMap = Compound<'w, 'b>;
    type SerializeStruct = Compound<'w, 'b>;
    type SerializeStructVariant = Compound<'w, 'b>;

    #[inline]
    fn serialize_bool(self, boolean: bool) -> Result<(), Error> {
        if let Some(forms) = &self.forms {
            forms.boolean(self.out, boolean);
            return Ok(());
        }
        self.out.extend_from_slice(if boolean {
            b"<value><boolean>1</boolean></value>"
        } else {
            b"<value><boolean>0</boolean></value>"
        });
        Ok(())
    }

    #[inline]
    fn serialize_i8(self, number: i8) -> Result<(), Error> {
        self.serialize_i32(number.into())
    }

    #[inline]
    fn serialize_i16(self, number: i16) -> Result<(), Error> {
        self.serialize_i32(number.into())
    }

    #[inline]
    fn serialize_i32(self, number: i32) -> Result<(), Error> {
        self.int(number);
        Ok(())
    }

    #[inline]
    fn serialize_i64(self, number: i64) -> Result<(), Error> {
        self.integer(number)
    }

    fn serialize_i128(self, number: i128) -> Result<(), Error> {
        self.wide(number)
    }

    #[inline]
    fn serialize_u8(self, number: u8) -> Result<(), Error> {
        self.serialize_i32(number.into())
    }

    #[inline]
    fn serialize_u16(self, number: u16) -> Result<(), Error> {
        self.serialize_i32(number.into())
    }

    #[inline]
    fn serialize_u32(self, number: u32) -> Result<(), Error> {
        self.serialize_i64(number.into())
    }

    fn serialize_u64(self, number: u64) -> Result<(), Error> {
        self.wide(number)
    }

    fn serialize_u128(self, number: u128) -> Result<(), Error> {
        self.wide(number)
    }

    #[inline]
    fn serialize_f32(self, number: f32) -> Result<(), Error> {
        // By its own digits: widened, 0.1 would become 0.10000000149011612.
        self.double(f64::from(number), number)
    }

    #[inline]
    fn serialize_f64(self, number: f64) -> Result<(), Error> {
        self.double(number, number)
    }

    fn serialize_char(self, character: char) -> Result<(), Error> {
        self.serialize_str(character.encode_utf8(&mut [0; 4]))
    }

    #[inline]
    fn serialize_str(self, text: &str) -> Result<(), Error> {
        self.string(text)
    }

    #[inline]
    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Error> {
        self.base64(bytes)
    }

    #[inline]
    fn serialize_none(self) -> Result<(), Error> {
        if let Some(forms) = &mut self.forms {
            return forms.nil(self.out);
        }
        self.out.extend_from_slice(b"<value><nil/></value>");
        Ok(())
    }

    #[inline]
    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        // What is inside of an `Option` is a value, even at the root.
        self.outcome_at = None;
        value.serialize(self)
    }

    #[inline]
    fn serialize_unit(self) -> Result<(), Error> {
        match &mut self.forms {
            Some(forms) => forms.unit(self.out),
            None => self.serialize_none(),
        }
    }

    #[inline]
    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline]
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Error> {
        self.serialize_str(variant)
    }

    #[inline]
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        self.outcome_at = None;
        let form = match name {
            DATE_TIME_TOKEN => Form::DateTime,
            LONG_TOKEN => Form::Long,
            _ => return value.serialize(self),
        };
        self.form = form;
        let outcome = value.serialize(&mut *self);
        self.form = Form::Plain;
        outcome
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        index: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        if name == "Result" && self.outcome_at == Some(self.out.len()) {
            match (index, variant) {
                (0, "Ok") => return value.serialize(self),
                (1, "Err") => return Err(failure(value)),
                _ => {}
            }
        }
        let mut members = Compound::begin_struct(self)?;
        members.variant(variant, value)?;
        members.end_struct()
    }

    #[inline(always)]
    fn serialize_seq(self, length: Option<usize>) -> Result<Compound<'w, 'b>, Error> {
        self.expect_elements(length.unwrap_or_default());
        Compound::begin_array(self)
    }

    #[inline]
    fn serialize_tuple(self, _: usize) -> Result<Compound<'w, 'b>, Error> {
        Compound::begin_array(self)
    }

    #[inline]
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Compound<'w, 'b>, Error> {
        Compound::begin_array(self)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'w, 'b>, Error> {
        Compound::begin_variant(self, variant, Compound::begin_array)
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Compound<'w, 'b>, Error> {
        Compound::begin_struct(self)
    }

    #[inline]
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Compound<'w, 'b>, Error> {
        Compound::begin_struct(self)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Compound<'w, 'b>, Error> {
        Compound::begin_variant(self, variant, Compound::begin_struct)
    }

    fn collect_str<T: std::fmt::Display + ?Sized>(self, value: &T) -> Result<(), Error> {
        self.serialize_str(&value.to_string())
    }
}
