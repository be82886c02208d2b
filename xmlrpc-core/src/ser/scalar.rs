//! Scalars.

use super::decimal::Decimal;
use super::number::{push_number, push_thousandths, thousandths};
use super::{Form, ValueWriter};
use crate::error::Error;
use crate::xml::write::{TextError, escaped_length, push_short, push_short_text, push_unusual_text};

#[cold]
pub(super) fn too_wide() -> Error {
    const MESSAGE: &str = "an integer is beyond 64 bits with a sign, for which XML-RPC has no type; `Dialect::long` can \
                           send its digits as a string";
    Error::of_value(MESSAGE)
}

#[cold]
pub(super) fn not_finite() -> Error {
    const MESSAGE: &str = "a double is not finite, for which XML-RPC has no form; set `Dialect::not_finite` to send it";
    Error::of_value(MESSAGE)
}

#[cold]
pub(super) fn forbidden() -> Error {
    const MESSAGE: &str = "a string has a character that XML does not allow; send such data as base64, or set \
                           `Dialect::control_characters`";
    Error::of_value(MESSAGE)
}

#[cold]
pub(super) fn forbidden_name() -> Error {
    const MESSAGE: &str = "a member's name has a character that XML does not allow; change the name, since \
                           `Dialect::control_characters` applies to strings only";
    Error::of_value(MESSAGE)
}

impl ValueWriter<'_> {
    pub(super) fn int(&mut self, number: i32) {
        match &self.forms {
            None => push_int(self.out, number),
            Some(forms) => forms.int(self.out, number),
        }
    }

    pub(super) fn long(&mut self, number: i64) -> Result<(), Error> {
        if let Some(forms) = &mut self.forms {
            return forms.long(self.out, number);
        }
        push_number(self.out, b"<value><i8>", number, b"</i8></value>");
        Ok(())
    }

    /// Writes an integer that may be beyond the range of `i64`.
    pub(super) fn wide<N: itoa::Integer + Copy>(&mut self, number: N) -> Result<(), Error>
    where
        i64: TryFrom<N>,
    {
        match (i64::try_from(number), &self.forms) {
            (Ok(number), _) => self.integer(number),
            (Err(_), Some(forms)) => forms.huge(self.out, itoa::Buffer::new().format(number)),
            (Err(_), None) => Err(too_wide()),
        }
    }

    #[inline]
    pub(super) fn integer(&mut self, number: i64) -> Result<(), Error> {
        match i32::try_from(number) {
            Ok(small) if self.form != Form::Long => {
                self.int(small);
                Ok(())
            }
            _ => self.long(number),
        }
    }

    pub(super) fn double<N: zmij::Float>(&mut self, number: f64, own: N) -> Result<(), Error> {
        // An `f32` has fewer shortest digits, and takes the general path.
        if self.forms.is_none()
            && size_of::<N>() == size_of::<f64>()
            && let Some(count) = thousandths(number)
            && push_thousandths(self.out, DOUBLE.0, (count, number < 0.0), DOUBLE.1)
        {
            return Ok(());
        }
        let mut buffer = zmij::Buffer::new();
        if let Some(forms) = &mut self.forms {
            return forms.double(self.out, number, buffer.format(own));
        }
        if !number.is_finite() {
            return Err(not_finite());
        }
        push_double_element(self.out, number, buffer.format_finite(own));
        Ok(())
    }

    #[inline]
    pub(super) fn string(&mut self, text: &str) -> Result<(), Error> {
        if self.forms.is_none() && self.form == Form::Plain && push_short_string(self.out, text) {
            return self.check_string();
        }
        self.unusual_string(text)
    }

    /// Checks that the string, without its end tags, is within the limit.
    #[inline]
    fn check_string(&mut self) -> Result<(), Error> {
        let size = self.out.len().saturating_sub(STRING.1.len());
        if size > self.limit { self.grow(size) } else { Ok(()) }
    }

    /// Writes a text that is long, needs escaping or is a date.
    #[inline(never)]
    fn unusual_string(&mut self, text: &str) -> Result<(), Error> {
        if self.out.len().saturating_add(text.len()) > self.limit {
            // All at once: a buffer that is moved while it grows takes memory twice.
            let length = escaped_length(text);
            self.grow(self.out.len().saturating_add(length))?;
        }
        if let Some(forms) = &self.forms {
            if self.form == Form::DateTime {
                return forms.date_time(self.out, text);
            }
            return self.string_in_dialect(text);
        }
        if self.form == Form::DateTime {
            self.out.extend_from_slice(b"<value><dateTime.iso8601>");
            self.text(text)?;
            self.out.extend_from_slice(b"</dateTime.iso8601></value>");
        } else {
            self.out.extend_from_slice(STRING.0);
            self.text(text)?;
            self.out.extend_from_slice(STRING.1);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Error> {
        let start = self.out.len();
        match push_unusual_text(self.out, text, self.limit) {
            Ok(()) => Ok(()),
            Err(TextError::Forbidden) => Err(forbidden()),
            Err(TextError::TooLong) => {
                self.out.truncate(start);
                self.grow(start.saturating_add(escaped_length(text)))?;
                push_unusual_text(self.out, text, usize::MAX).map_err(|_| forbidden())
            }
        }
    }

    /// Writes a string in a dialect, anew with twice the limit if it is too long for what is leased.
    #[cold]
    fn string_in_dialect(&mut self, text: &str) -> Result<(), Error> {
        let start = self.out.len();
        while let Some(forms) = &self.forms {
            match forms.string(self.out, text, self.limit) {
                Ok(()) => break,
                Err(TextError::Forbidden) => return Err(forbidden()),
                Err(TextError::TooLong) => {
                    let size = self.out.len();
                    self.out.truncate(start);
                    self.grow(size)?;
                }
            }
        }
        Ok(())
    }

    /// Writes base64 in one line. The element of no bytes has a line feed, since some clients misread an empty one.
    pub(super) fn base64(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let length = base64_simd::STANDARD.encoded_length(bytes.len());
        self.make_room(length)?;
        if let Some(forms) = &self.forms {
            forms.base64(self.out, bytes);
            return Ok(());
        }
        if bytes.is_empty() {
            self.out.extend_from_slice(b"<value><base64>\n</base64></value>");
            return Ok(());
        }
        self.out.reserve(length + AROUND);
        self.out.extend_from_slice(b"<value><base64>");
        base64_simd::STANDARD.encode_append(bytes, self.out);
        self.out.extend_from_slice(b"</base64></value>");
        Ok(())
    }
}

/// Bytes of the tags around base64 and of those that follow it in most documents. Reserved together with the base64, they
/// do not reallocate the buffer.
const AROUND: usize = 128;

const STRING: (&[u8; 15], &[u8; 17]) = (b"<value><string>", b"</string></value>");

fn push_short_string(out: &mut Vec<u8>, text: &str) -> bool {
    push_short_text(out, STRING.0, text, STRING.1)
}

// Takes the buffer and not the writer, through which the compiler would reload the length after each piece.
fn push_int(out: &mut Vec<u8>, number: i32) {
    push_number(out, b"<value><int>", number.into(), b"</int></value>");
}

const DOUBLE: (&[u8; 15], &[u8; 17]) = (b"<value><double>", b"</double></value>");

#[inline]
fn push_double_element(out: &mut Vec<u8>, number: f64, shortest: &str) {
    if !is_too_short(number, shortest) && push_short(out, DOUBLE.0, shortest.as_bytes(), DOUBLE.1) {
        return;
    }
    out.extend_from_slice(DOUBLE.0);
    push_double(out, number, shortest);
    out.extend_from_slice(DOUBLE.1);
}

/// Writes a double without an exponent, as the specification requires, unless that takes more than some dozens of digits.
pub(super) fn push_double(out: &mut Vec<u8>, number: f64, shortest: &str) {
    if is_too_short(number, shortest) {
        Decimal::of(shortest).push_plain(out);
    } else {
        out.extend_from_slice(shortest.as_bytes());
    }
}

/// Whether the shortest digits have an exponent that must not be written.
#[inline]
fn is_too_short(number: f64, shortest: &str) -> bool {
    const PLAIN: std::ops::Range<f64> = 1e-15..1e22;
    const ORDINARY: std::ops::Range<f64> = 1e-3..1e15;
    let magnitude = number.abs();
    // The shortest digits of ordinary numbers have no exponent.
    !ORDINARY.contains(&magnitude) && PLAIN.contains(&magnitude) && shortest.contains('e')
}
