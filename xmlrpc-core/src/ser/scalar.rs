//! Scalars, in the spellings that every known client reads.

use super::{Form, ValueWriter, too_large};
use crate::error::Error;
use crate::fault::INTERNAL_ERROR;
use crate::xml::write::{TextError, push_text};

#[cold]
pub(super) fn too_wide() -> Error {
    Error::new(INTERNAL_ERROR, "an integer is beyond 64 bits, which XML-RPC cannot carry")
}

impl ValueWriter<'_> {
    #[inline]
    pub(super) fn int(&mut self, number: i32) {
        self.out.extend_from_slice(b"<value><int>");
        self.out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        self.out.extend_from_slice(b"</int></value>");
    }

    pub(super) fn long(&mut self, number: i64) {
        self.out.extend_from_slice(b"<value><i8>");
        self.out.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
        self.out.extend_from_slice(b"</i8></value>");
    }

    /// Decimals without exponent as the specification has them, as long as that is no more than some dozens of digits.
    pub(super) fn double(
        &mut self,
        number: f64,
        shortest: impl FnOnce(&mut zmij::Buffer) -> &str,
    ) -> Result<(), Error> {
        const PLAIN: std::ops::Range<f64> = 1e-15..1e22;
        const ORDINARY: std::ops::Range<f64> = 1e-3..1e15;
        if !number.is_finite() {
            return Err(Error::new(INTERNAL_ERROR, "a double is not finite, which XML-RPC cannot carry"));
        }
        self.out.extend_from_slice(b"<value><double>");
        let mut buffer = zmij::Buffer::new();
        let digits = shortest(&mut buffer);
        // What is neither large nor small has no exponent to look for.
        let exponent = if ORDINARY.contains(&number.abs()) { None } else { digits.split_once('e') };
        match exponent {
            Some((mantissa, exponent)) if PLAIN.contains(&number.abs()) => self.without_exponent(mantissa, exponent),
            _ => self.out.extend_from_slice(digits.as_bytes()),
        }
        self.out.extend_from_slice(b"</double></value>");
        Ok(())
    }

    /// Writes `-1.25e-7` as `-0.000000125`, digit by digit.
    fn without_exponent(&mut self, mantissa: &str, exponent: &str) {
        let exponent: isize = exponent.parse().unwrap_or_default();
        let (sign, unsigned) = mantissa.split_at(usize::from(mantissa.starts_with('-')));
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let digits = || whole.bytes().chain(fraction.bytes());
        self.out.extend_from_slice(sign.as_bytes());
        let point = whole.len() as isize + exponent;
        if point <= 0 {
            self.out.extend_from_slice(b"0.");
            self.out.extend(std::iter::repeat_n(b'0', point.unsigned_abs()));
            self.out.extend(digits());
            return;
        }
        let point = point.unsigned_abs();
        let count = whole.len() + fraction.len();
        self.out.extend(digits().chain(std::iter::repeat(b'0')).take(point));
        self.out.push(b'.');
        if count > point { self.out.extend(digits().skip(point)) } else { self.out.push(b'0') }
    }

    #[inline]
    pub(super) fn string(&mut self, text: &str) -> Result<(), Error> {
        self.make_room(text.len())?;
        let (begin, end): (&[u8], &[u8]) = match self.form {
            Form::DateTime => (b"<value><dateTime.iso8601>", b"</dateTime.iso8601></value>"),
            _ => (b"<value><string>", b"</string></value>"),
        };
        self.out.extend_from_slice(begin);
        push_text(self.out, text, self.limit).map_err(|error| match error {
            TextError::Forbidden => forbidden("a string"),
            TextError::TooLong => too_large(self.limit),
        })?;
        self.out.extend_from_slice(end);
        Ok(())
    }

    /// On one line, but for no bytes at all: an empty element without white space is misread by some clients.
    pub(super) fn base64(&mut self, bytes: &[u8]) -> Result<(), Error> {
        if bytes.is_empty() {
            self.out.extend_from_slice(b"<value><base64>\n</base64></value>");
            return Ok(());
        }
        let length = base64_simd::STANDARD.encoded_length(bytes.len());
        self.make_room(length)?;
        self.out.reserve(length + b"<value><base64></base64></value>".len());
        self.out.extend_from_slice(b"<value><base64>");
        base64_simd::STANDARD.encode_append(bytes, self.out);
        self.out.extend_from_slice(b"</base64></value>");
        Ok(())
    }
}

#[cold]
pub(super) fn forbidden(place: &str) -> Error {
    let message = format!("{place} has a character that XML cannot carry; send such data as base64");
    Error::new(INTERNAL_ERROR, message)
}
