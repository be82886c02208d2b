//! JSON as a value, with objects for the types that JSON does not have: `{"$base64": "aGVsbG8="}`.

use std::fmt;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use xmlrpc_core::value::Struct;
use xmlrpc_core::{Base64, DateTime, Limits, Value};

use crate::escape::{excerpt, quoted};

/// A value that was read from JSON.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Json {
    pub(crate) value: Value,
    /// Whether the whole is an object that names its type.
    pub(crate) is_typed: bool,
}

/// Reads a text as JSON. It is none if the text is no JSON, and an error if the value cannot be sent.
pub(crate) fn read_json(text: &str) -> Result<Option<Json>, String> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => read(raw, 0).map(Some),
        Err(_) => Ok(None),
    }
}

fn read(raw: &RawValue, depth: usize) -> Result<Json, String> {
    // Each level reads its own text alone: numbers keep all their digits, and members that come twice are seen.
    let text = raw.get().trim_ascii();
    let value = match text.as_bytes().first() {
        Some(b'{') => return read_object(text, depth + 1),
        Some(b'[') => {
            check_depth(depth + 1)?;
            let items: Vec<&RawValue> = part(text)?;
            let items = items.into_iter().map(|item| Ok(read(item, depth + 1)?.value));
            Value::Array(items.collect::<Result<_, String>>()?)
        }
        Some(b'"') => Value::String(part(text)?),
        Some(b't') => Value::Boolean(true),
        Some(b'f') => Value::Boolean(false),
        Some(b'n') => Value::Nil,
        _ => number(text)?,
    };
    Ok(Json { value, is_typed: false })
}

fn check_depth(depth: usize) -> Result<(), String> {
    match depth > Limits::MAX_DEPTH {
        true => {
            Err(format!("the JSON is nested deeper than the {} levels that XML-RPC servers read", Limits::MAX_DEPTH))
        }
        false => Ok(()),
    }
}

fn part<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| format!("the JSON cannot be read: {error}"))
}

fn number(text: &str) -> Result<Value, String> {
    if text.contains(['.', 'e', 'E']) {
        return match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Value::Double(number)),
            _ => Err(format!("{} is beyond the range of a double", excerpt(text))),
        };
    }
    match text.parse::<i64>() {
        Ok(number) => Ok(i32::try_from(number).map_or(Value::Long(number), Value::Int)),
        Err(_) => {
            Err(format!("{} is beyond 64 bits: put it in quotes to send text, or write it with .0", excerpt(text)))
        }
    }
}

fn read_object(text: &str, depth: usize) -> Result<Json, String> {
    check_depth(depth)?;
    let Members(members) = part(text)?;
    if let [(name, raw)] = members.as_slice()
        && let Some(kind) = name.strip_prefix('$')
        && let Some(value) = typed(kind, raw, depth)?
    {
        return Ok(Json { value, is_typed: true });
    }
    Ok(Json { value: Value::Struct(structure(members, depth)?), is_typed: false })
}

fn structure(members: Vec<(String, &RawValue)>, depth: usize) -> Result<Struct, String> {
    let mut names = std::collections::HashSet::new();
    if let Some((name, _)) = members.iter().find(|(name, _)| !names.insert(name.as_str())) {
        return Err(format!("the member {} comes twice in an object", quoted(name)));
    }
    members.into_iter().map(|(name, raw)| Ok((name, read(raw, depth)?.value))).collect()
}

/// The value of an object that names its type, or none if the name is no type.
fn typed(kind: &str, raw: &RawValue, depth: usize) -> Result<Option<Value>, String> {
    let content = || read(raw, depth).map(|json| json.value);
    let misfit = |expected: &str| {
        let raw = excerpt(raw.get());
        format!("\"${kind}\" has {expected}, not {raw}; a struct with such a member is {{\"$struct\": …}}")
    };
    let text = || raw_text(raw);
    let value = match kind {
        "int" | "i4" => text().parse().map(Value::Int).map_err(|_| misfit("an integer of 32 bits"))?,
        "i8" => text().parse().map(Value::Long).map_err(|_| misfit("an integer of 64 bits"))?,
        "double" => text().parse().map(Value::Double).map_err(|_| misfit("a number"))?,
        "boolean" => text().parse().map(Value::Boolean).map_err(|_| misfit("true or false"))?,
        "dateTime" | "dateTime.iso8601" => {
            text().parse::<DateTime>().map(Value::DateTime).map_err(|_| misfit("a date such as 20260131T12:34:56"))?
        }
        "base64" => Value::Base64(decode_base64(&text()).ok_or_else(|| misfit("bytes as base64"))?),
        "string" => match content()? {
            text @ Value::String(_) => text,
            _ => return Err(misfit("a text")),
        },
        "nil" => Value::Nil,
        "array" => match content()? {
            array @ Value::Array(_) => array,
            _ => return Err(misfit("an array")),
        },
        "struct" => {
            // Its members are what they say, even if the only one looks like a type.
            let Ok(Members(members)) = serde_json::from_str(raw.get()) else { return Err(misfit("an object")) };
            check_depth(depth)?;
            Value::Struct(structure(members, depth)?)
        }
        _ => return Ok(None),
    };
    Ok(Some(value))
}

/// A JSON string without its quotes, or the text of another value.
fn raw_text(raw: &RawValue) -> String {
    serde_json::from_str::<String>(raw.get()).unwrap_or_else(|_| raw.get().trim_ascii().to_owned())
}

/// Bytes from base64. White space and missing padding are accepted.
pub(crate) fn decode_base64(text: &str) -> Option<Base64> {
    let decoded = base64_simd::forgiving_decode_to_vec(text.as_bytes()).ok()?;
    Some(Base64::new(decoded))
}

/// The members of an object, in order, with those that come twice.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Members<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use xmlrpc_core::value;

    fn value_of(text: &str) -> Value {
        read_json(text).ok().flatten().map_or_else(|| Value::String(format!("no value: {text}")), |json| json.value)
    }

    #[test]
    fn json_is_the_same_value() {
        assert_eq!(value_of(" 5 "), Value::Int(5));
        assert_eq!(value_of("-2147483649"), Value::Long(-2_147_483_649));
        assert_eq!(value_of("1.0"), Value::Double(1.0));
        assert_eq!(value_of("1e3"), Value::Double(1000.0));
        assert_eq!(value_of("null"), Value::Nil);
        assert_eq!(value_of(r#""a\u00e9""#), Value::String("aé".into()));
        assert_eq!(value_of(r#"{"a": [1, null, true]}"#), value!({ "a": [1, Value::Nil, true] }));
        assert_eq!(value_of("0.1"), Value::Double(0.1));
        assert_eq!(value_of("2.2250738585072011e-308"), Value::Double(2.225_073_858_507_201e-308));
    }

    #[test]
    fn objects_can_name_their_type() {
        assert_eq!(value_of(r#"{"$base64": "aGVsbG8="}"#), Value::Base64(Base64::new(*b"hello")));
        assert_eq!(value_of(r#"{"$i8": 5}"#), Value::Long(5));
        assert_eq!(value_of(r#"{"$struct": {"$base64": "x"}}"#), value!({ "$base64": "x" }));
        assert_eq!(value_of(r#"{"$other": 1}"#), value!({ "$other": 1 }));
        assert_eq!(value_of(r#"{"$base64": 1, "b": 2}"#), value!({ "$base64": 1, "b": 2 }));
    }

    #[test]
    fn what_is_no_json_is_none() {
        for text in ["", "abc", "{a: 1}", "[1,", "007", "NaN", "+5", ".5", "1 2", "'a'"] {
            assert_eq!(read_json(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_sent_is_an_error() {
        let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
        for text in [
            "9223372036854775808",
            "1e999",
            r#"{"a": 1, "a": 2}"#,
            r#"[{"b": {"a": 1, "\u0061": 2}}]"#,
            r#""\ud800""#,
            r#"{"$base64": "!"}"#,
            r#"{"$dateTime": "today"}"#,
            r#"{"$int": 5000000000}"#,
            r#"{"$struct": 5}"#,
            deep.as_str(),
        ] {
            assert!(read_json(text).is_err(), "{text:.40}");
        }
    }

    #[test]
    fn the_depth_of_the_limit_is_read() {
        let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(read_json(&nested(Limits::MAX_DEPTH)).is_ok());
        assert!(read_json(&nested(Limits::MAX_DEPTH + 1)).is_err());
    }
}
