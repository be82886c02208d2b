//! The documents of `tests/wire/`, each in every reading. `tests/wire/README.md` describes how a case is written.

mod readings;

use std::fmt::Write;

use xmlrpc_protocol_tests::wire::case::{self, Case};
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dispatcher, Fault, InProcess, Request, Value};

/// The answer of a dispatcher to the document of a case.
fn answer(dispatcher: &Dispatcher, case: &Case) -> Vec<u8> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let request = Request { body: case.document.clone().into(), charset: case.charset().map(Into::into) };
    runtime.block_on(dispatcher.handle_from(request, &InProcess)).body
}

/// What an answer says, to our own reader; it must be XML to a reader that is not ours.
fn outcome(answer: Vec<u8>) -> Result<Result<Value, Fault>, String> {
    let text = std::str::from_utf8(&answer).map_err(|error| format!("the answer is no UTF-8: {error}"))?;
    roxmltree::Document::parse(text).map_err(|error| format!("the answer is no XML: {error}: {text}"))?;
    read_response(answer.clone()).map_err(|error| format!("the answer is not read: {error}: {answer:?}"))
}

fn cases() -> Vec<Case> {
    let cases = case::load();
    assert!(cases.is_ok(), "{}", cases.err().unwrap_or_default().join("\n"));
    cases.unwrap_or_default()
}

/// Fails with all mismatches at once.
#[track_caller]
fn report(mismatches: &[String]) {
    let mut all = String::new();
    for mismatch in mismatches {
        let _ = writeln!(all, "{mismatch}");
    }
    assert!(mismatches.is_empty(), "{} mismatches:\n{all}", mismatches.len());
}

#[test]
fn the_corpus_is_whole() {
    assert!(cases().len() >= 400, "{}", cases().len());
}
