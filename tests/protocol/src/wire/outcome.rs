//! What a document comes to, expected or seen.

use xmlrpc_service::{Fault, Value};

use super::notation;

/// What is expected of one reading.
#[derive(Debug, Clone, PartialEq)]
pub enum Expectation {
    /// The method answers with this value.
    Value(Value),
    /// The method answers, with whatever value: the form is accepted, what it means is not laid down.
    Accepted,
    /// A fault with one of these codes, whose text holds all of these.
    Fault {
        /// The codes.
        codes: Vec<i32>,
        /// Pieces of the text.
        texts: Vec<String>,
    },
    /// Nothing is laid down: any answer will do.
    Open,
}

impl Expectation {
    /// Reads `value 5`, `accepted`, `fault -32602 "a piece of its text"`, `fault -32600 or -32601` or `open`.
    ///
    /// # Errors
    ///
    /// What is wrong with the line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        match word {
            "value" => notation::parse(rest).map(Expectation::Value),
            "accepted" if rest.is_empty() => Ok(Expectation::Accepted),
            "open" if rest.is_empty() => Ok(Expectation::Open),
            "fault" => fault(rest),
            _ => Err(format!("{text:?} is none of: value …, accepted, fault …, open")),
        }
    }

    /// As a client sees it that knows one kind of integer.
    #[must_use]
    pub fn blurred(&self) -> Self {
        match self {
            Expectation::Value(value) => Expectation::Value(notation::blurred(value)),
            other => other.clone(),
        }
    }

    /// What is wrong with an answer; nothing if it is as expected.
    pub fn mismatch(&self, answer: &Result<Value, Fault>) -> Option<String> {
        let as_expected = match (self, answer) {
            (Expectation::Value(expected), Ok(value)) => is_as_expected(expected, value),
            (Expectation::Accepted, Ok(_)) | (Expectation::Open, _) => true,
            (Expectation::Fault { codes, texts }, Err(fault)) => {
                codes.contains(&fault.code()) && texts.iter().all(|text| fault.message().contains(text.as_str()))
            }
            _ => false,
        };
        (!as_expected).then(|| format!("expected {}, came {}", self.show(), show_answer(answer)))
    }

    fn show(&self) -> String {
        match self {
            Expectation::Value(value) => format!("value {}", notation::show(value)),
            Expectation::Accepted => "any value".to_owned(),
            Expectation::Open => "anything".to_owned(),
            Expectation::Fault { codes, texts } => format!("fault {codes:?} {texts:?}"),
        }
    }
}

/// The text that stands for any text.
const ANY_TEXT: &str = "…";

fn is_as_expected(expected: &Value, seen: &Value) -> bool {
    match (expected, seen) {
        (Value::String(expected), Value::String(_)) if expected == ANY_TEXT => true,
        (Value::Array(expected), Value::Array(seen)) => {
            expected.len() == seen.len()
                && expected.iter().zip(seen).all(|(expected, seen)| is_as_expected(expected, seen))
        }
        (Value::Struct(expected), Value::Struct(seen)) => {
            expected.len() == seen.len()
                && expected.iter().all(|(name, value)| seen.get(name).is_some_and(|seen| is_as_expected(value, seen)))
        }
        _ => notation::show(expected) == notation::show(seen),
    }
}

fn fault(text: &str) -> Result<Expectation, String> {
    let (codes, texts) = match text.find('"') {
        Some(quote) => (&text[..quote], &text[quote..]),
        None => (text, ""),
    };
    let codes = codes.trim().split(" or ").map(|code| code.parse().map_err(|_| format!("{code:?} is no code")));
    let codes = codes.collect::<Result<Vec<i32>, _>>()?;
    // A list of strings is a notation already.
    let list = format!("[{}]", texts.replace("\" \"", "\", \""));
    let Value::Array(texts) = notation::parse(&list)? else { return Err(format!("{texts:?} are no texts")) };
    let texts = texts.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<Vec<_>>>();
    Ok(Expectation::Fault { codes, texts: texts.ok_or("only texts may follow the codes")? })
}

/// An answer in one line.
pub fn show_answer(answer: &Result<Value, Fault>) -> String {
    match answer {
        Ok(value) => format!("value {}", notation::show(value)),
        Err(fault) => fault.to_string(),
    }
}
