//! Any value in any combination of settings: what is written is well-formed and comes back, and what is refused names
//! the setting.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use xmlrpc_protocol_tests::python::run_script;
use xmlrpc_service::dialect::{ControlCharacters, DateTimeForm, LongForm, NilForm, NotFinite};
use xmlrpc_service::message::read_response;
use xmlrpc_service::value::{Struct, Zone};
use xmlrpc_service::{DateTime, Dialect, Value};

use super::generated::Seed;
use super::unhex;

/// What arrives of a value in a dialect: none of a member that is left out, and otherwise the setting that says no.
fn arriving(value: &Value, dialect: &Dialect) -> Result<Option<Value>, &'static str> {
    let nil = || match dialect.nil {
        NilForm::Nil | NilForm::ExNil => Ok(Some(Value::Nil)),
        NilForm::EmptyString => Ok(Some("".into())),
        NilForm::False => Ok(Some(false.into())),
        NilForm::OmitMember => Ok(None),
        NilForm::Fault => Err("nil"),
    };
    Ok(Some(match value {
        Value::Int(number) if dialect.long == LongForm::Always => Value::Long((*number).into()),
        Value::Long(number) => match (dialect.long, i32::try_from(*number)) {
            (LongForm::I8 | LongForm::ExI8 | LongForm::Always, _) => Value::Long(*number),
            (_, Ok(small)) => Value::Int(small),
            (LongForm::Int, _) => Value::Long(*number),
            (LongForm::Double, _) if number.unsigned_abs() <= 1 << 53 => Value::Double(*number as f64),
            (LongForm::String, _) => Value::String(number.to_string()),
            (LongForm::Double | LongForm::Fault, _) => return Err("long"),
        },
        Value::Double(number) if !number.is_finite() => match dialect.not_finite {
            NotFinite::Fault => return Err("not_finite"),
            NotFinite::Nil => return nil(),
            NotFinite::Text => Value::Double(*number),
        },
        Value::String(text) => Value::String(arriving_text(text, dialect)?),
        Value::DateTime(date) => Value::DateTime(arriving_date(date, dialect)?),
        Value::Struct(members) => {
            let mut arrived = Struct::new();
            for (name, value) in members.iter() {
                let whole = Dialect { control_characters: ControlCharacters::Fault, ..*dialect };
                let name = arriving_text(name, &whole)?;
                if let Some(value) = arriving(value, dialect)? {
                    arrived.insert(name, value);
                }
            }
            Value::Struct(arrived)
        }
        Value::Array(elements) => {
            let elements = elements.iter().map(|element| arriving(element, dialect)?.ok_or("nil"));
            Value::Array(elements.collect::<Result<_, _>>()?)
        }
        Value::Nil => return nil(),
        Value::Int(_) | Value::Boolean(_) | Value::Double(_) | Value::Base64(_) => value.clone(),
    }))
}

fn arriving_text(text: &str, dialect: &Dialect) -> Result<String, &'static str> {
    let forbidden = |character: &char| matches!(character, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    Ok(match dialect.control_characters {
        ControlCharacters::Fault if text.chars().any(|character| forbidden(&character)) => {
            return Err("control_characters");
        }
        ControlCharacters::Fault => text.to_owned(),
        ControlCharacters::Strip => text.chars().filter(|character| !forbidden(character)).collect(),
        ControlCharacters::Replace => text.chars().map(|own| if forbidden(&own) { '\u{fffd}' } else { own }).collect(),
    })
}

fn arriving_date(date: &DateTime, dialect: &Dialect) -> Result<DateTime, &'static str> {
    let universal = DateTime::from_timestamp(date.timestamp(), 0).map_err(|_| "date_time");
    match dialect.date_time {
        DateTimeForm::AsGiven => Ok(*date),
        DateTimeForm::Basic | DateTimeForm::Extended => universal,
        DateTimeForm::Utc => Ok(universal?.with_zone(Zone::UTC)),
    }
}

fn has_infinities(value: &Value) -> bool {
    match value {
        Value::Double(number) => !number.is_finite(),
        Value::Array(elements) => elements.iter().any(has_infinities),
        Value::Struct(members) => members.iter().any(|(_, value)| has_infinities(value)),
        _ => false,
    }
}

/// Python has one type of integers, whatever element they came in.
fn with_one_type_of_integers(value: &Value) -> Value {
    match value {
        Value::Long(number) => i32::try_from(*number).map_or(Value::Long(*number), Value::Int),
        Value::Array(elements) => Value::Array(elements.iter().map(with_one_type_of_integers).collect()),
        Value::Struct(members) => {
            let members = members.iter().map(|(name, value)| (name.to_owned(), with_one_type_of_integers(value)));
            Value::Struct(members.collect())
        }
        other => other.clone(),
    }
}

/// Generated documents with the value that arrives; those that are refused are checked on the way.
fn documents(count: u64) -> Vec<(Dialect, Vec<u8>, Value)> {
    let mut documents = Vec::new();
    let mut refused = 0;
    for seed in 0..count {
        let mut seed = Seed::new(seed);
        let dialect = seed.dialect();
        let value = seed.value(3);
        let expected = arriving(&value, &dialect).and_then(|arriving| arriving.ok_or("nil"));
        match (dialect.write_response(&value), expected) {
            (Ok(document), Ok(expected)) => documents.push((dialect, document, expected)),
            (Err(error), Err(setting)) => {
                assert!(error.to_string().contains(&format!("`Dialect::{setting}`")), "{error}");
                assert_eq!(error.code(), -32603);
                refused += 1;
            }
            (written, expected) => panic!("{value:?} in {dialect:?}: {written:?}, but expected {expected:?}"),
        }
    }
    assert!(refused * 20 > count, "of {count} only {refused} were refused");
    documents
}

#[test]
fn what_is_written_comes_back() {
    let documents = documents(6000);
    assert!(documents.len() > 1500, "{}", documents.len());
    for (dialect, document, expected) in documents {
        if !has_infinities(&expected) {
            let read = read_response::<Value>(document.clone());
            let shown = String::from_utf8_lossy(&document);
            assert!(matches!(&read, Ok(Ok(value)) if *value == expected), "{dialect:?}\n{shown}\n{read:?}");
        }
    }
}

#[test]
fn python_reads_what_is_written() {
    let documents = documents(1500);
    assert!(documents.len() > 500, "{}", documents.len());
    let mut lines = String::new();
    for (_, document, _) in &documents {
        for byte in document {
            let _ = write!(lines, "{byte:02x}");
        }
        lines.push('\n');
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("any_dialect.txt");
    fs::write(&path, lines).unwrap();
    let printed = run_script("tests/interop/loads.py", &[path.to_str().unwrap()]);
    assert_eq!(printed.lines().count(), documents.len());
    for ((dialect, document, expected), line) in documents.iter().zip(printed.lines()) {
        let context = || format!("{dialect:?}\n{}", String::from_utf8_lossy(document));
        if has_infinities(expected) {
            continue;
        }
        let expected = &with_one_type_of_integers(expected);
        let read = read_response::<Value>(unhex(line)).unwrap_or_else(|error| panic!("{error}\n{}", context()));
        assert!(read.as_ref() == Ok(expected), "{}\nPython has {read:?}\nexpected {expected:?}", context());
    }
}
