//! Each document of the corpus and its irregular twins, which are the same document to XML, come to the same.

use xmlrpc_protocol_tests::wire::notation;
use xmlrpc_service::fault::{INVALID_CHARACTER, NOT_WELL_FORMED};
use xmlrpc_service::{Fault, Value};

use super::random::Random;
use super::twin_writer::TwinWriter;
use super::{Subject, cases};

const TWINS: usize = 3;

/// What must be the same: the value, or the fault's code.
fn essence(outcome: &Result<Value, Fault>) -> Result<String, i32> {
    outcome.as_ref().map(|value| without_places(&notation::show(value))).map_err(Fault::code)
}

/// The faults of a multicall tell where in the document they are.
fn without_places(text: &str) -> String {
    let mut pieces = text.split(" (line ");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |text, piece| text + piece.split_once(')').map_or("", |(_, rest)| rest))
}

#[test]
fn an_irregular_twin_comes_to_the_same() {
    let mut subject = Subject::new();
    let mut random = Random::new(1);
    let (mut documents, mut values) = (0, 0);
    for case in cases() {
        let Ok(text) = std::str::from_utf8(&case.document) else { continue };
        // What a prefix stands for would be lost, and sets of characters are not what is written anew.
        if text.contains("xmlns:") || text.contains("encoding") || text.len() > 5_000 {
            continue;
        }
        // The other parser overlooks a second mark.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.starts_with('\u{feff}') {
            continue;
        }
        let Ok(document) = roxmltree::Document::parse(text) else { continue };
        let plain = essence(&subject.outcome(&case.document));
        // The other parser is no strict one.
        if matches!(plain, Err(NOT_WELL_FORMED | INVALID_CHARACTER)) {
            continue;
        }
        documents += 1;
        values += usize::from(plain.is_ok());
        for _ in 0..TWINS {
            let twin = TwinWriter::write(&document, &mut random);
            let parsed = roxmltree::Document::parse(twin.strip_prefix('\u{feff}').unwrap_or(&twin));
            assert!(parsed.is_ok(), "{}: the twin is no XML: {parsed:?} {twin}", case.name);
            assert_eq!(essence(&subject.outcome(twin.as_bytes())), plain, "{}: {twin}", case.name);
        }
    }
    assert!(documents > 500 && values > 250, "{documents} documents, {values} values");
}
