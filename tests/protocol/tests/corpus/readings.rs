//! Every case through a dispatcher, in each reading.

use xmlrpc_protocol_tests::wire::case::Case;
use xmlrpc_protocol_tests::wire::echo;
use xmlrpc_protocol_tests::wire::outcome::Expectation;
use xmlrpc_service::{Dispatcher, Reading};

use super::{answer, cases, outcome, report};

/// A column of the expectations.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Strict,
    Standard,
    Tolerant,
}

impl Column {
    fn expectation(self, case: &Case) -> &Expectation {
        match self {
            Column::Strict => &case.strict,
            Column::Standard => &case.standard,
            Column::Tolerant => &case.tolerant,
        }
    }

    /// The one place where a reading is chosen.
    fn dispatcher(self, dispatcher: Dispatcher) -> Dispatcher {
        dispatcher.reading(match self {
            Column::Strict => Reading::strict(),
            Column::Standard => Reading::standard(),
            Column::Tolerant => Reading::tolerant(),
        })
    }
}

fn check(column: Column) {
    let usual = column.dispatcher(echo::dispatcher());
    let mut mismatches = Vec::new();
    for case in cases() {
        let limited = case.limits.map(|limits| column.dispatcher(echo::dispatcher().limits(limits)));
        let answer = answer(limited.as_ref().unwrap_or(&usual), &case);
        let mismatch = match outcome(answer) {
            Ok(outcome) => column.expectation(&case).mismatch(&outcome),
            Err(mismatch) => Some(mismatch),
        };
        if let Some(mismatch) = mismatch {
            mismatches.push(format!("{} ({}): {mismatch}", case.name, case.about));
        }
    }
    report(&mismatches);
}

#[test]
fn strict() {
    check(Column::Strict);
}

#[test]
fn standard() {
    check(Column::Standard);
}

#[test]
fn tolerant() {
    check(Column::Tolerant);
}
