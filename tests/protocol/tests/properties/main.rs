//! What holds of every document and every value, tried on generated ones. The seeds are fixed: every run is the same.

mod damage;
mod differential;
mod random;
mod round_trip;
mod twin_writer;
mod twins;

use std::collections::HashSet;

use xmlrpc_protocol_tests::wire::case::{self, Case};
use xmlrpc_protocol_tests::wire::outcome::Expectation;
use xmlrpc_service::message::read_response;
use xmlrpc_service::{Dispatcher, Fault, InProcess, Request, Value};

/// A dispatcher under test, and the answers of it that have been checked.
struct Subject {
    dispatcher: Dispatcher,
    runtime: tokio::runtime::Runtime,
    well_formed: HashSet<Vec<u8>>,
}

impl Subject {
    fn new() -> Self {
        Subject {
            dispatcher: xmlrpc_protocol_tests::wire::echo::dispatcher(),
            runtime: tokio::runtime::Builder::new_current_thread().build().expect("a runtime"),
            well_formed: HashSet::new(),
        }
    }

    /// Answers a document; the answer must be XML to a parser that is not ours, and a response to our own.
    fn outcome(&mut self, document: &[u8]) -> Result<Value, Fault> {
        let request = Request { body: document.to_vec().into(), charset: None };
        let answer = self.runtime.block_on(self.dispatcher.handle_from(request, &InProcess)).body;
        if !self.well_formed.contains(&answer) {
            let text = std::str::from_utf8(&answer).expect("an answer in UTF-8");
            let parsed = roxmltree::Document::parse(text);
            assert!(parsed.is_ok(), "{text}, to {}", String::from_utf8_lossy(document));
            // Faults repeat each other; values are too many to remember.
            if text.contains("<fault>") {
                self.well_formed.insert(answer.clone());
            }
        }
        read_response(answer).expect("a method response")
    }
}

/// The documents of the corpus that hold no setting of their own, in UTF-8 by itself.
fn cases() -> Vec<Case> {
    let cases = case::load();
    assert!(cases.is_ok(), "{}", cases.err().unwrap_or_default().join("\n"));
    let cases = cases.unwrap_or_default();
    cases.into_iter().filter(|case| case.limits.is_none() && case.content_type.is_none()).collect()
}

/// Those of them that are answered with a value.
fn accepted() -> Vec<Case> {
    let mut cases = cases();
    cases.retain(|case| matches!(case.standard, Expectation::Value(_) | Expectation::Accepted));
    cases
}
