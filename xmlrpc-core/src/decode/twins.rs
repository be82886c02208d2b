//! The two paths read alike: with and without the fast path, on valid documents and on damaged ones.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::Reader;
use crate::damage::{PIECES, QUIRKS, QUIRKY, Random, SEEDS, damaged};
use crate::error::Error;
use crate::limits::Limits;
use crate::reading::{DuplicateMembers, EmptyNumbers, Reading, Rules};
use crate::value::{Base64, DateTime, Value};

/// What reading a document comes to: the name and the values, or the code and place of the error.
type Read<T> = Result<(String, Vec<T>), (i32, Option<crate::Position>)>;

fn read_in<T: DeserializeOwned>(reading: Reading, document: &str, slow_only: bool) -> Read<T> {
    let limits = Limits { depth: 8, values: 60, string: 20, name: 16, ..Limits::default() };
    let rules = Rules::of(reading, limits);
    let mut reader = Reader::new(document, &rules);
    reader.cursor.slow_only = slow_only;
    read_call(&mut reader).map_err(|error| {
        let error = error.in_text(document);
        (error.code(), error.position())
    })
}

fn read<T: DeserializeOwned>(document: &str, slow_only: bool) -> Read<T> {
    read_in(Reading::standard(), document, slow_only)
}

fn read_call<T: DeserializeOwned>(reader: &mut Reader<'_>) -> Result<(String, Vec<T>), Error> {
    let name = reader.method_name()?.into_owned();
    let mut values = Vec::new();
    if reader.open_params()? {
        while reader.next_param()? {
            values.push(reader.value::<T>()?);
            reader.leave_param()?;
        }
    }
    Ok((name, values))
}

/// Every function of the fast path that a type can ask for.
#[derive(Debug, PartialEq, Deserialize)]
struct Typed {
    int: i32,
    wide: Option<u64>,
    truth: bool,
    double: f64,
    text: String,
    #[serde(default)]
    bytes: Base64,
    date: Option<DateTime>,
    list: Vec<i16>,
    kind: Kind,
    small: f32,
    places: BTreeMap<String, (i64, Option<String>)>,
    #[serde(default)]
    any: Value,
}

#[derive(Debug, PartialEq, Deserialize)]
enum Kind {
    Plain,
    Number(i32),
}

const TYPED: &str = "<methodCall><methodName>m</methodName><params><param><value><struct>\
    <member><name>int</name><value><int>-5</int></value></member>\
    <member><name>wide</name><value><i8>5000000000</i8></value></member>\
    <member><name>truth</name><value><boolean>1</boolean></value></member>\
    <member><name>double</name><value><double>2.5</double></value></member>\
    <member><name>text</name><value><string>plain</string></value></member>\
    <member><name>bytes</name><value><base64>eW91</base64></value></member>\
    <member><name>date</name><value><dateTime.iso8601>19980717T14:08:55</dateTime.iso8601></value></member>\
    <member><name>list</name><value><array><data><value><int>1</int></value><value><i4>2</i4></value></data></array></value>\
    </member><member><name>kind</name><value><struct><member><name>Number</name><value><int>3</int></value></member></struct>\
    </value></member><member><name>small</name><value><double>0.125</double></value></member>\
    <member><name>unknown</name><value><array><data><value><boolean>0</boolean></value></data></array></value></member>\
    <member><name>places</name><value><struct><member><name>a</name><value><array><data><value><int>12345678</int></value>\
    <value>bare</value></data></array></value></member></struct></value></member><member><name>any</name><value><nil/></value></member></struct></value></param></params></methodCall>";

#[test]
fn every_truncation_reads_alike_and_none_is_accepted() {
    for seed in SEEDS {
        let whole = seed.trim_end();
        let root_end = whole.rfind("</methodCall>").map_or(0, |at| at + "</methodCall>".len());
        for end in (0..whole.len()).filter(|end| whole.is_char_boundary(*end)) {
            let cut = &whole[..end];
            let outcome = read::<Value>(cut, false);
            assert_eq!(outcome, read::<Value>(cut, true), "{cut}");
            assert!(outcome.is_err() || end >= root_end, "{cut}");
        }
        assert!(read::<Value>(seed, false).is_ok(), "{seed}");
        assert_eq!(read::<Value>(seed, false), read::<Value>(seed, true));
    }
}

#[test]
fn damaged_documents_read_alike() {
    const ROUNDS: usize = 60_000;
    let mut random = Random::new(0x9E37_79B9_7F4A_7C15);
    let mut accepted = 0;
    for round in 0..ROUNDS {
        let document = damaged(SEEDS[round % SEEDS.len()], PIECES, &mut random);
        let outcome = read::<Value>(&document, false);
        assert_eq!(outcome, read::<Value>(&document, true), "{document}");
        if outcome.is_ok() {
            accepted += 1;
            // What is accepted is well-formed.
            assert!(check_well_formed(&document).is_ok(), "{document}");
        }
    }
    // Damage that hits a text leaves a document right: the test would be blind if it never did, or always.
    assert!((ROUNDS / 200..ROUNDS / 2).contains(&accepted), "{accepted}");
}

#[test]
fn damaged_documents_read_alike_into_types() {
    const ROUNDS: usize = 40_000;
    assert!(read::<Typed>(TYPED, false).is_ok());
    let mut random = Random::new(0x2545_F491_4F6C_DD1D);
    for _ in 0..ROUNDS {
        let document = damaged(TYPED, PIECES, &mut random);
        let outcome = read::<Typed>(&document, false);
        assert_eq!(outcome, read::<Typed>(&document, true), "{document}");
    }
}

fn check_well_formed(document: &str) -> Result<(), Error> {
    crate::xml::check_well_formed(document, &Rules::of(Reading::tolerant(), Limits::default()))
}

#[test]
fn damaged_documents_read_alike_in_each_reading() {
    const ROUNDS: usize = 30_000;
    let options = Reading {
        duplicate_members: DuplicateMembers::Last,
        empty_numbers: EmptyNumbers::Nil,
        empty_dates_are_nil: true,
        ..Reading::tolerant()
    };
    let readings = [Reading::strict(), Reading::tolerant(), options];
    let seeds: Vec<&str> = SEEDS.iter().copied().chain([TYPED, QUIRKY]).collect();
    let pieces: Vec<&str> = PIECES.iter().chain(QUIRKS).copied().collect();
    let mut random = Random::new(0x9E6C_63D0_876A_9A7B);
    let mut accepted = [0; 3];
    for round in 0..ROUNDS {
        let document = damaged(seeds[round % seeds.len()], &pieces, &mut random);
        let place = round / seeds.len() % readings.len();
        let outcome = read_in::<Value>(readings[place], &document, false).ok();
        // Which one of several errors shows first may differ: the tags of elements that are left out are not compared.
        let slow = read_in::<Value>(readings[place], &document, true).ok();
        assert_eq!(outcome, slow, "{:?} {document}", readings[place]);
        if outcome.is_some() {
            accepted[place] += 1;
            assert!(check_well_formed(&document).is_ok(), "{document}");
        }
    }
    assert!(accepted.iter().all(|accepted| *accepted > ROUNDS / 2000), "{accepted:?}");
}
