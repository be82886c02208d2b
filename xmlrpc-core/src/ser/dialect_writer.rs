//! Values in a dialect that is not the standard one.

use super::decimal::Decimal;
use super::scalar;
use crate::dialect::{
    Base64Form, ControlCharacters, DateTimeForm, Dialect, DoubleForm, IntTag, LongForm, NilForm, NotFinite, VoidForm,
};
use crate::error::Error;
use crate::value::DateTime;
use crate::xml::write::{TextError, push_text_in};

/// The largest magnitude up to which a double has every integer.
const EXACT: u64 = 1 << 53;
/// The bytes that are encoded in one line of base64.
const BASE64_LINE: usize = 57;

/// The writer of a dialect.
#[derive(Debug)]
pub(crate) struct DialectWriter<'d> {
    dialect: &'d Dialect,
    /// The level of indentation of the next line.
    level: usize,
    /// The offset at which a unit is the result of a method that returns nothing.
    void_at: Option<usize>,
    /// The member whose value comes next.
    member: Option<Member>,
    /// Whether the last member was left out.
    omitted: bool,
}

#[derive(Debug, Clone, Copy)]
struct Member {
    begin: usize,
    value: usize,
}

#[cold]
fn no_form(what: &str, setting: &str) -> Error {
    Error::of_value(format!("{what} has no form in this dialect; set `Dialect::{setting}`"))
}

impl<'d> DialectWriter<'d> {
    #[doc(hidden)]
    pub(crate) fn new(dialect: &'d Dialect, level: usize) -> Self {
        DialectWriter { dialect, level, void_at: None, member: None, omitted: false }
    }

    /// Announces that a unit at this offset is the result of a method that returns nothing.
    pub(super) fn expect_result(&mut self, at: usize) {
        self.void_at = Some(at);
    }

    fn open(&self, out: &mut Vec<u8>, tag: &str) {
        self.dialect.layout.begin_line(out, self.level);
        for piece in ["<value><", tag, ">"] {
            out.extend_from_slice(piece.as_bytes());
        }
    }

    fn close(&self, out: &mut Vec<u8>, tag: &str) {
        for piece in ["</", tag, "></value>"] {
            out.extend_from_slice(piece.as_bytes());
        }
        self.dialect.layout.end_line(out);
    }

    fn scalar(&self, out: &mut Vec<u8>, tag: &str, text: &str) {
        self.open(out, tag);
        out.extend_from_slice(text.as_bytes());
        self.close(out, tag);
    }

    #[cold]
    pub(super) fn boolean(&self, out: &mut Vec<u8>, boolean: bool) {
        self.scalar(out, "boolean", if boolean { "1" } else { "0" });
    }

    #[cold]
    pub(super) fn int(&self, out: &mut Vec<u8>, number: i32) {
        let tag = if self.dialect.long == LongForm::Always { "i8" } else { self.int_tag() };
        self.scalar(out, tag, itoa::Buffer::new().format(number));
    }

    /// Writes the code of a fault, which the specification wants to be an ordinary integer.
    pub(crate) fn fault_code(&self, out: &mut Vec<u8>, code: i32) {
        self.scalar(out, self.int_tag(), itoa::Buffer::new().format(code));
    }

    fn int_tag(&self) -> &'static str {
        match self.dialect.int {
            IntTag::Int => "int",
            IntTag::I4 => "i4",
        }
    }

    /// Writes an integer beyond 32 bits, or any [`Value::Long`](crate::Value::Long).
    #[cold]
    pub(super) fn long(&mut self, out: &mut Vec<u8>, number: i64) -> Result<(), Error> {
        let mut buffer = itoa::Buffer::new();
        match (self.dialect.long, i32::try_from(number)) {
            (LongForm::I8 | LongForm::Always, _) => self.scalar(out, "i8", buffer.format(number)),
            (LongForm::ExI8, _) => self.scalar(out, "ex:i8", buffer.format(number)),
            (_, Ok(small)) => self.int(out, small),
            (LongForm::Int, _) => self.scalar(out, self.int_tag(), buffer.format(number)),
            (LongForm::Fault, _) => return Err(no_form("an integer beyond 32 bits", "long")),
            (LongForm::Double, _) if number.unsigned_abs() <= EXACT => {
                // Exact, by the guard.
                let number = number as f64;
                return self.double(out, number, zmij::Buffer::new().format(number));
            }
            (LongForm::Double, _) => {
                return Err(no_form("an integer beyond 2⁵³, of which a double has no digits,", "long"));
            }
            (LongForm::String, _) => return self.short_string(out, buffer.format(number)),
        }
        Ok(())
    }

    /// Writes the digits of an integer beyond the range of `i64`.
    #[cold]
    pub(super) fn huge(&self, out: &mut Vec<u8>, digits: &str) -> Result<(), Error> {
        match self.dialect.long {
            LongForm::String => self.short_string(out, digits),
            _ => Err(scalar::too_wide()),
        }
    }

    /// Writes a double with these shortest digits.
    #[cold]
    pub(super) fn double(&mut self, out: &mut Vec<u8>, number: f64, shortest: &str) -> Result<(), Error> {
        let not_finite = match number {
            _ if number.is_finite() => None,
            _ if number.is_nan() => Some("nan"),
            _ if number > 0.0 => Some("inf"),
            _ => Some("-inf"),
        };
        match (not_finite, self.dialect.not_finite) {
            (None, _) => {
                self.open(out, "double");
                match self.dialect.double {
                    DoubleForm::Shortest => scalar::push_double(out, number, shortest),
                    DoubleForm::Decimal => Decimal::of(shortest).push_plain(out),
                    DoubleForm::Python => Decimal::of(shortest).push_python(out),
                }
                self.close(out, "double");
            }
            (Some(text), NotFinite::Text) => self.scalar(out, "double", text),
            (Some(_), NotFinite::Nil) => return self.nil(out),
            (Some(_), NotFinite::Fault) => return Err(scalar::not_finite()),
        }
        Ok(())
    }

    #[cold]
    pub(super) fn string(&self, out: &mut Vec<u8>, text: &str, limit: usize) -> Result<(), TextError> {
        self.begin_string(out);
        push_text_in(out, text, limit, self.dialect)?;
        self.end_string(out);
        Ok(())
    }

    /// Writes a short text that every character set has.
    fn short_string(&self, out: &mut Vec<u8>, text: &str) -> Result<(), Error> {
        self.string(out, text, usize::MAX).map_err(|_| scalar::forbidden())
    }

    pub(crate) fn begin_string(&self, out: &mut Vec<u8>) {
        self.open(out, "string");
    }

    pub(crate) fn end_string(&self, out: &mut Vec<u8>) {
        self.close(out, "string");
    }

    #[cold]
    pub(super) fn date_time(&self, out: &mut Vec<u8>, text: &str) -> Result<(), Error> {
        const TAG: &str = "dateTime.iso8601";
        if self.dialect.date_time == DateTimeForm::AsGiven {
            self.scalar(out, TAG, text);
            return Ok(());
        }
        let date = text.parse::<DateTime>().and_then(|date| date.in_form(self.dialect.date_time));
        let date = date.map_err(|error| {
            Error::of_value(format!("{error} in universal time, which `Dialect::date_time` asks for"))
        })?;
        self.scalar(out, TAG, &date.to_string());
        Ok(())
    }

    #[cold]
    pub(super) fn base64(&self, out: &mut Vec<u8>, bytes: &[u8]) {
        self.open(out, "base64");
        if self.dialect.base64 == Base64Form::OneLine && !bytes.is_empty() {
            base64_simd::STANDARD.encode_append(bytes, out);
        } else {
            out.push(b'\n');
            for line in bytes.chunks(BASE64_LINE) {
                base64_simd::STANDARD.encode_append(line, out);
                out.push(b'\n');
            }
        }
        self.close(out, "base64");
    }

    /// Writes nil, or removes the member whose value it would be.
    #[cold]
    pub(super) fn nil(&mut self, out: &mut Vec<u8>) -> Result<(), Error> {
        match (self.dialect.nil, self.member) {
            (NilForm::Nil, _) => self.nil_element(out, "<value><nil/></value>"),
            (NilForm::ExNil, _) => self.nil_element(out, "<value><ex:nil/></value>"),
            (NilForm::EmptyString, _) => {
                self.begin_string(out);
                self.end_string(out);
            }
            (NilForm::False, _) => self.boolean(out, false),
            (NilForm::OmitMember, Some(member)) if member.value == out.len() => {
                out.truncate(member.begin);
                self.omitted = true;
            }
            (NilForm::OmitMember, _) => return Err(no_form("nil that is no member of a struct", "nil")),
            (NilForm::Fault, _) => return Err(no_form("nil", "nil")),
        }
        Ok(())
    }

    fn nil_element(&self, out: &mut Vec<u8>, element: &str) {
        self.dialect.layout.begin_line(out, self.level);
        out.extend_from_slice(element.as_bytes());
        self.dialect.layout.end_line_of_nil(out);
    }

    #[cold]
    pub(super) fn unit(&mut self, out: &mut Vec<u8>) -> Result<(), Error> {
        if self.void_at != Some(out.len()) {
            return self.nil(out);
        }
        match self.dialect.void {
            VoidForm::Nil if matches!(self.dialect.nil, NilForm::Fault | NilForm::OmitMember) => {
                return Err(no_form("the result of a method that returns nothing", "void"));
            }
            VoidForm::Nil => return self.nil(out),
            VoidForm::True => self.boolean(out, true),
            VoidForm::Zero => self.int(out, 0),
            VoidForm::EmptyString => return self.short_string(out, ""),
        }
        Ok(())
    }

    /// Begins an element that holds other elements.
    #[cold]
    pub(crate) fn begin(&mut self, out: &mut Vec<u8>, tags: &str) {
        self.dialect.layout.line(out, self.level, tags);
        self.level += 1;
    }

    #[cold]
    #[doc(hidden)]
    pub(crate) fn end(&mut self, out: &mut Vec<u8>, tags: &str) {
        self.level -= 1;
        self.dialect.layout.line(out, self.level, tags);
    }

    /// Begins a member, whose value follows.
    #[cold]
    pub(crate) fn begin_member(&mut self, out: &mut Vec<u8>, name: &str) -> Result<(), Error> {
        // With a character left out or replaced, the name could be that of another member.
        let dialect = Dialect { control_characters: ControlCharacters::Fault, ..*self.dialect };
        let mut text = Vec::with_capacity(name.len());
        push_text_in(&mut text, name, usize::MAX, &dialect).map_err(|_| scalar::forbidden_name())?;
        self.begin_member_named(out, &text);
        Ok(())
    }

    /// Begins a member whose name is escaped already.
    pub(crate) fn begin_member_named(&mut self, out: &mut Vec<u8>, name: &[u8]) {
        let begin = out.len();
        self.begin(out, "<member>");
        self.dialect.layout.begin_line(out, self.level);
        for piece in [b"<name>", name, b"</name>"] {
            out.extend_from_slice(piece);
        }
        self.dialect.layout.end_line(out);
        self.member = Some(Member { begin, value: out.len() });
    }

    /// Prevents that the current member is left out.
    #[cold]
    pub(super) fn keep_member(&mut self) {
        self.member = None;
    }

    #[cold]
    pub(crate) fn end_member(&mut self, out: &mut Vec<u8>) {
        self.member = None;
        if std::mem::take(&mut self.omitted) {
            self.level -= 1;
        } else {
            self.end(out, "</member>");
        }
    }
}
