//! Prefixes that say the type of an argument: `i:5`, `d:1.5`, `64:aGVsbG8=`.

use xmlrpc_core::{DateTime, Value};

use super::convert::boolean;
use crate::escape::excerpt;
use crate::value::decode_base64;

/// The value of a text with a prefix, or none if it has none. Errors say what the prefix needs.
pub(crate) fn read(text: &str) -> Result<Option<Value>, String> {
    let Some((prefix, content)) = text.split_once(':') else { return Ok(None) };
    let misfit = |expected: &str| format!("{} is not {expected}; s:{text} sends the text as it is", excerpt(text));
    let value = match prefix {
        "i" => match content.parse::<i64>().map(i32::try_from) {
            Ok(Ok(number)) => Value::Int(number),
            Ok(Err(_)) => {
                return Err(format!("{} is beyond 32 bits: i8:{content} sends an integer of 64 bits", excerpt(text)));
            }
            Err(_) => return Err(misfit("an integer of 32 bits, such as i:5")),
        },
        "i8" => content.parse().map(Value::Long).map_err(|_| misfit("an integer of 64 bits, such as i8:5000000000"))?,
        "d" => match content.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Double(number),
            Ok(_) => return Err(misfit("a number that XML-RPC can send: it has neither NaN nor infinities")),
            Err(_) => return Err(misfit("a double, such as d:1.5")),
        },
        "b" => boolean(content).map(Value::Boolean).ok_or_else(|| misfit("a boolean, such as b:true or b:0"))?,
        "s" => Value::String(content.to_owned()),
        "t" => content
            .parse::<DateTime>()
            .map(Value::DateTime)
            .map_err(|_| misfit("a date, such as t:20260131T12:34:56"))?,
        "64" => decode_base64(content).map(Value::Base64).ok_or_else(|| misfit("base64, such as 64:aGVsbG8="))?,
        "nil" if content.is_empty() => Value::Nil,
        "nil" => return Err(misfit("nil: nothing stands behind nil:")),
        _ => return Ok(None),
    };
    Ok(Some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use xmlrpc_core::Base64;

    #[test]
    fn a_prefix_decides() {
        let date = "20260131T12:34:56".parse::<DateTime>().map_or(Value::Nil, Value::DateTime);
        for (text, value) in [
            ("i:5", Value::Int(5)),
            ("i:-5", Value::Int(-5)),
            ("i8:5000000000", Value::Long(5_000_000_000)),
            ("i8:5", Value::Long(5)),
            ("d:1", Value::Double(1.0)),
            ("d:-1e3", Value::Double(-1000.0)),
            ("b:true", Value::Boolean(true)),
            ("b:0", Value::Boolean(false)),
            ("s:", Value::String(String::new())),
            ("s:i:5", Value::String("i:5".into())),
            ("t:20260131T12:34:56", date),
            ("64:aGVsbG8=", Value::Base64(Base64::new(*b"hello"))),
            ("64:", Value::Base64(Base64::new(Vec::new()))),
            ("nil:", Value::Nil),
        ] {
            assert_eq!(read(text), Ok(Some(value)), "{text}");
        }
    }

    #[test]
    fn what_a_prefix_needs_is_said() {
        for text in [
            "i:",
            "i:x",
            "i:5000000000",
            "i8:9223372036854775808",
            "d:x",
            "d:NaN",
            "d:inf",
            "b:yes",
            "t:1",
            "64:!",
            "nil:x",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert!(read("i:5000000000").is_err_and(|sentence| sentence.contains("i8:5000000000")));
    }

    #[test]
    fn other_texts_have_no_prefix() {
        for text in ["", ":", "x:1", "http://localhost", "I:5", "int:5", "12:30", "{\"a\": 1}"] {
            assert_eq!(read(text), Ok(None), "{text}");
        }
    }
}
