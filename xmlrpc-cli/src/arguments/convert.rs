//! A text as a value of a type.

use xmlrpc_core::{DateTime, Value};

use crate::value::{Wire, decode_base64, read_json, type_of};

/// The value of a text by itself: what reads as JSON is that, anything else a string.
pub(crate) fn natural(text: &str) -> Result<Value, String> {
    Ok(read_json(text)?.map_or_else(|| Value::String(text.to_owned()), |json| json.value))
}

/// The value of a text as a type, or none if the text does not read as one.
pub(crate) fn as_type(text: &str, wire: Wire) -> Option<Value> {
    let json = || natural(text).ok();
    // A JSON string stands for its text, so that printed JSON can be given back.
    let content = || match json() {
        Some(Value::String(content)) => content,
        _ => text.to_owned(),
    };
    match wire {
        Wire::Int => integer(text).map(|number| i32::try_from(number).map_or(Value::Long(number), Value::Int)),
        Wire::Long => integer(text).map(Value::Long),
        Wire::Boolean => boolean(text).map(Value::Boolean),
        Wire::Double => text.trim().parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::Double),
        Wire::String => Some(Value::String(content())),
        Wire::DateTime => content().parse::<DateTime>().ok().map(Value::DateTime),
        Wire::Base64 => decode_base64(&content()).map(Value::Base64),
        Wire::Struct | Wire::Array => json().filter(|value| type_of(value) == wire),
        Wire::Nil => matches!(text, "" | "null" | "nil").then_some(Value::Nil),
        Wire::Any => json(),
    }
}

pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text.trim() {
        "1" | "true" | "True" => Some(true),
        "0" | "false" | "False" => Some(false),
        _ => None,
    }
}

fn integer(text: &str) -> Option<i64> {
    text.trim().parse().ok()
}

/// What a text must look like for a type.
pub(crate) fn expected(wire: Wire) -> &'static str {
    match wire {
        Wire::Int | Wire::Long => "an integer, such as 5",
        Wire::Boolean => "a boolean: true or false",
        Wire::Double => "a number, such as 1.5",
        Wire::String => "a string",
        Wire::DateTime => "a date, such as 20260131T12:34:56",
        Wire::Base64 => "bytes: base64, or @FILE",
        Wire::Struct => "a struct: a JSON object, such as '{\"name\": \"value\"}'",
        Wire::Array => "an array: a JSON array, such as '[1, 2]'",
        Wire::Nil => "nil: give nil:",
        Wire::Any => "JSON or text",
    }
}
