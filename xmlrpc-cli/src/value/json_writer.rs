//! A value as JSON.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};
use xmlrpc_core::Value;

use crate::escape::is_steering;

/// How much of the types JSON keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Dates and bytes are text.
    Plain,
    /// What JSON does not have is an object that names its type, so that nothing is lost.
    Typed,
}

/// The value as JSON on several lines, without a line feed at the end.
pub(crate) fn to_json(value: &Value, form: Form) -> String {
    pretty(&Shown { value, form })
}

/// Any value as JSON on several lines, with what could steer a terminal as escapes.
pub(crate) fn pretty(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut bytes, SafeFormatter(PrettyFormatter::new()));
    // Writing into memory cannot fail, and every key is a text.
    let _ = value.serialize(&mut serializer);
    String::from_utf8_lossy(&bytes).into_owned()
}

struct Shown<'a> {
    value: &'a Value,
    form: Form,
}

impl Serialize for Shown<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Shown { value, form } = *self;
        let is_typed = form == Form::Typed;
        let shown = |value| Shown { value, form };
        match value {
            Value::Int(number) => serializer.serialize_i32(*number),
            // A small number would come back as an integer of 32 bits.
            Value::Long(number) if is_typed && i32::try_from(*number).is_ok() => object(serializer, "$i8", number),
            Value::Long(number) => serializer.serialize_i64(*number),
            Value::Boolean(boolean) => serializer.serialize_bool(*boolean),
            Value::Double(number) if is_typed && !number.is_finite() => {
                object(serializer, "$double", &number.to_string())
            }
            Value::Double(number) => serializer.serialize_f64(*number),
            Value::String(text) => serializer.serialize_str(text),
            Value::DateTime(date) if is_typed => object(serializer, "$dateTime", &date.to_string()),
            Value::DateTime(date) => serializer.serialize_str(&date.to_string()),
            Value::Base64(bytes) if is_typed => object(serializer, "$base64", &encode_base64(bytes)),
            Value::Base64(bytes) => serializer.serialize_str(&encode_base64(bytes)),
            Value::Struct(members) => {
                if is_typed && members.len() == 1 && members.names().all(|name| name.starts_with('$')) {
                    return object(serializer, "$struct", &Shown { value, form: Form::Typed }.members());
                }
                self.members().serialize(serializer)
            }
            Value::Array(items) => {
                let mut sequence = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    sequence.serialize_element(&shown(item))?;
                }
                sequence.end()
            }
            Value::Nil => serializer.serialize_unit(),
        }
    }
}

impl<'a> Shown<'a> {
    fn members(&self) -> ShownMembers<'a> {
        ShownMembers { value: self.value, form: self.form }
    }
}

/// The members of a struct, whatever their names.
struct ShownMembers<'a> {
    value: &'a Value,
    form: Form,
}

impl Serialize for ShownMembers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members = self.value.as_struct();
        let mut map = serializer.serialize_map(members.map(|members| members.len()))?;
        for (name, value) in members.into_iter().flat_map(|members| members.iter()) {
            map.serialize_entry(name, &Shown { value, form: self.form })?;
        }
        map.end()
    }
}

fn object<S: Serializer>(serializer: S, kind: &str, content: &impl Serialize) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(kind, content)?;
    map.end()
}

pub(crate) fn encode_base64(bytes: &[u8]) -> String {
    base64_simd::STANDARD.encode_to_string(bytes)
}

/// Line breaks as usual; in texts, what could steer a terminal is an escape of JSON.
struct SafeFormatter<'a>(PrettyFormatter<'a>);

impl Formatter for SafeFormatter<'_> {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((index, character)) = rest.char_indices().find(|(_, character)| is_steering(*character)) {
            writer.write_all(&rest.as_bytes()[..index])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = &rest[index + character.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_array(writer)
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array(writer)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(writer, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_array_value(writer)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object(writer)
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object(writer)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.begin_object_value(writer)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.0.end_object_value(writer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::read_json;
    use xmlrpc_core::value::Struct;
    use xmlrpc_core::{Base64, DateTime, value};

    fn date(text: &str) -> Value {
        text.parse::<DateTime>().map_or(Value::Nil, Value::DateTime)
    }

    #[test]
    fn typed_json_loses_nothing() {
        let only = |name: &str, value: Value| Value::Struct([(name, value)].into_iter().collect());
        for value in [
            Value::Int(-5),
            Value::Long(5),
            Value::Long(i64::MIN),
            Value::Double(5.0),
            Value::Double(-0.0),
            Value::Double(0.1),
            Value::Double(1e300),
            Value::Double(f64::MIN_POSITIVE),
            Value::Double(f64::INFINITY),
            Value::String("\u{1b}[2J \u{e0001} é \" \\ \n".into()),
            date("20260131T12:34:56"),
            date("2026-01-31T12:34:56.500+02:00"),
            Value::Base64(Base64::new(Vec::new())),
            Value::Base64(Base64::new((0..=255).collect::<Vec<u8>>())),
            Value::Nil,
            Value::Struct(Struct::new()),
            Value::Array(Vec::new()),
            only("$base64", Value::Int(1)),
            only("$struct", only("$struct", Value::Long(1))),
            only("$unknown", Value::Nil),
            only("", Value::Boolean(false)),
            value!({ "a": [1, { "$i8": 1, "b": "2" }], "": [Value::Nil] }),
        ] {
            let text = to_json(&value, Form::Typed);
            assert_eq!(read_json(&text).map(|json| json.map(|json| json.value)), Ok(Some(value)), "{text}");
        }
        let text = to_json(&Value::Double(f64::NAN), Form::Typed);
        assert!(
            read_json(&text).is_ok_and(|json| json.is_some_and(|json| json.value.as_f64().is_some_and(f64::is_nan)))
        );
    }

    #[test]
    fn plain_json_has_dates_and_bytes_as_text() {
        let value =
            value!({ "at": date("20260131T12:34:56"), "data": Base64::new(*b"hello"), "id": 5_000_000_000_i64 });
        let text = to_json(&value, Form::Plain);
        assert_eq!(text, "{\n  \"at\": \"20260131T12:34:56\",\n  \"data\": \"aGVsbG8=\",\n  \"id\": 5000000000\n}");
    }

    #[test]
    fn nothing_in_json_steers_a_terminal() {
        let text = to_json(&Value::String("\u{1b}\u{9b}\u{7f}\u{202e}\u{e0041}".into()), Form::Plain);
        assert_eq!(text, r#""\u001b\u009b\u007f\u202e\udb40\udc41""#);
    }
}
