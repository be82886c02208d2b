//! Integers of every width, range-checked.

use crate::error::Error;
use crate::reader::{self, Kind, Range, Reader};

/// Any integer that XML-RPC can carry.
pub(super) const ANY: Range = Range { min: i64::MIN, max: i64::MAX };

/// The `deserialize_…` functions of all integer types.
macro_rules! deserialize_integers {
    () => {
        crate::de::integers::deserialize_integers! {
            deserialize_i8 visit_i8 i8 (i8::MIN, i8::MAX),
            deserialize_i16 visit_i16 i16 (i16::MIN, i16::MAX),
            deserialize_i32 visit_i32 i32 (i32::MIN, i32::MAX),
            deserialize_i64 visit_i64 i64 (i64::MIN, i64::MAX),
            deserialize_i128 visit_i128 i128 (i64::MIN, i64::MAX),
            deserialize_u8 visit_u8 u8 (u8::MIN, u8::MAX),
            deserialize_u16 visit_u16 u16 (u16::MIN, u16::MAX),
            deserialize_u32 visit_u32 u32 (u32::MIN, u32::MAX),
            deserialize_u64 visit_u64 u64 (0, i64::MAX),
            deserialize_u128 visit_u128 u128 (0, i64::MAX),
        }
    };
    ($($method:ident $visit:ident $type:ident ($min:expr, $max:expr)),* $(,)?) => {$(
        #[inline]
        fn $method<V: serde::de::Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
            let range = crate::reader::Range { min: $min as i64, max: $max as i64 };
            self.guarded(|reader| {
                let number = read_integer(reader, range)?;
                // In range, so that the cast keeps the number.
                visitor.$visit(number as $type)
            })
        }
    )*};
}
pub(super) use deserialize_integers;

/// Reads an integer as nearly everybody writes it, or hands over to the road for all others.
#[inline]
pub(super) fn read_integer(reader: &mut Reader<'_>, range: Range) -> Result<i64, Error> {
    match regular_integer(reader)? {
        Some(number) => reader::in_range(number, range),
        None => irregular(reader, range),
    }
}

/// `<int>` or `<i4>` without anything unusual; none, with nothing consumed, if something else comes.
#[inline]
pub(super) fn regular_integer(reader: &mut Reader<'_>) -> Result<Option<i64>, Error> {
    let start = reader.cursor.position();
    let number = if reader.cursor.eat(b"<value><int>") {
        regular(reader, b"</int></value>")
    } else if reader.cursor.eat(b"<value><i4>") {
        regular(reader, b"</i4></value>")
    } else {
        None
    };
    match number {
        Some(_) => reader.count_value()?,
        None => reader.cursor.set_position(start),
    }
    Ok(number)
}

/// A sign and up to 18 digits, which no `i64` can overflow, and then the end tags.
#[inline(always)]
fn regular(reader: &mut Reader<'_>, end: &[u8]) -> Option<i64> {
    const MOST_DIGITS: usize = 18;
    let bytes = reader.cursor.rest();
    let sign = usize::from(matches!(bytes.first(), Some(b'-' | b'+')));
    let mut number = 0i64;
    let mut length = sign;
    while let Some(digit @ b'0'..=b'9') = bytes.get(length) {
        if length - sign == MOST_DIGITS {
            return None;
        }
        number = number * 10 + i64::from(digit - b'0');
        length += 1;
    }
    if length == sign {
        return None;
    }
    reader.cursor.advance(length);
    reader.cursor.eat(end).then(|| if bytes[0] == b'-' { -number } else { number })
}

#[cold]
fn irregular(reader: &mut Reader<'_>, range: Range) -> Result<i64, Error> {
    let open = reader.open_value()?;
    match open.kind() {
        Kind::Int | Kind::Long => reader.finish_integer(open, range),
        found => Err(super::wrong_type("an int", found)),
    }
}
