//! A parameter of several types, distinguished while it is read.

use std::fmt;

use serde::de::value::{EnumAccessDeserializer, MapAccessDeserializer};
use serde::de::{EnumAccess, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use xmlrpc_server::value::deserialize_exact;
use xmlrpc_server::{Base64, Value, rpc_service};

pub(crate) struct Echo;

#[rpc_service]
impl Echo {
    /// Return the value unchanged.
    #[expose(inline)]
    fn echo(&self, value: Echoed) -> Echoed {
        value
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Echoed {
    Integers(Vec<i32>),
    Records(Vec<Record>),
    Bytes(Base64),
    Text(String),
    Any(Value),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: i32,
    name: String,
    score: f64,
    active: bool,
}

/// `#[serde(untagged)]` would read a value into a buffer and try one type after the other. Here the value's own type
/// decides, and of an array its first element.
impl<'de> Deserialize<'de> for Echoed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // Unlike `deserialize_any`, this tells dates from strings.
        deserialize_exact(deserializer, EchoedVisitor)
    }
}

struct EchoedVisitor;

impl<'de> Visitor<'de> for EchoedVisitor {
    type Value = Echoed;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Echoed, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_str<E>(self, text: &str) -> Result<Echoed, E> {
        Ok(Echoed::Text(text.into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Echoed, E> {
        Ok(Echoed::Text(text))
    }

    fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Echoed, E> {
        Ok(Echoed::Bytes(bytes.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Echoed, A::Error> {
        match elements.next_element()? {
            Some(Value::Int(first)) => integers(first, elements),
            Some(first) => match Record::from_value(&first) {
                Some(first) => records(first, elements),
                None => values(vec![first], elements),
            },
            None => Ok(Echoed::Any(Value::Array(Vec::new()))),
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Echoed, A::Error> {
        any(MapAccessDeserializer::new(members))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, date: A) -> Result<Echoed, A::Error> {
        any(EnumAccessDeserializer::new(date))
    }

    fn visit_bool<E: serde::de::Error>(self, boolean: bool) -> Result<Echoed, E> {
        any(boolean.into_deserializer())
    }

    fn visit_i32<E: serde::de::Error>(self, number: i32) -> Result<Echoed, E> {
        any(number.into_deserializer())
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<Echoed, E> {
        any(number.into_deserializer())
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Echoed, E> {
        any(number.into_deserializer())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Echoed, E> {
        any(().into_deserializer())
    }
}

fn any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Echoed, D::Error> {
    Value::deserialize(deserializer).map(Echoed::Any)
}

fn integers<'de, A: SeqAccess<'de>>(first: i32, mut elements: A) -> Result<Echoed, A::Error> {
    let mut all = vec![first];
    while let Some(next) = elements.next_element()? {
        match next {
            Value::Int(next) => all.push(next),
            other => {
                let mixed = all.into_iter().map(Value::Int).chain([other]).collect();
                return values(mixed, elements);
            }
        }
    }
    Ok(Echoed::Integers(all))
}

fn records<'de, A: SeqAccess<'de>>(first: Record, mut elements: A) -> Result<Echoed, A::Error> {
    let mut all = vec![first];
    while let Some(next) = elements.next_element()? {
        all.push(next);
    }
    Ok(Echoed::Records(all))
}

fn values<'de, A: SeqAccess<'de>>(mut all: Vec<Value>, mut elements: A) -> Result<Echoed, A::Error> {
    while let Some(next) = elements.next_element()? {
        all.push(next);
    }
    Ok(Echoed::Any(Value::Array(all)))
}

impl Record {
    /// Returns none if the value has other members, or members of other types.
    fn from_value(value: &Value) -> Option<Self> {
        let members = value.as_struct().filter(|members| members.len() == 4)?;
        match ["id", "name", "score", "active"].map(|name| members.get(name)) {
            [
                Some(Value::Int(id)),
                Some(Value::String(name)),
                Some(Value::Double(score)),
                Some(Value::Boolean(active)),
            ] => Some(Record { id: *id, name: name.clone(), score: *score, active: *active }),
            _ => None,
        }
    }
}
