//! Documents of the corpus, damaged: whatever is left of them is answered, in time, and with XML. What is accepted must
//! be XML to a parser that is not ours.

use std::time::{Duration, Instant};

use xmlrpc_service::{Fault, Value};

use super::random::Random;
use super::{Subject, accepted, cases};

/// How long one document may take, without optimisation and on a busy machine.
const PATIENCE: Duration = Duration::from_secs(10);

/// Bytes that mean something to XML, to a scalar or to a character set.
const INTERESTING: &[u8] = b"\0\x01\t\n\r <>&;/!?-[]=\"':.+0159aAeExX#\x7f\x80\xc3\xed\xef\xf4\xfe\xff";

fn timed(subject: &mut Subject, document: &[u8]) -> Result<Value, Fault> {
    let started = Instant::now();
    let outcome = subject.outcome(document);
    let elapsed = started.elapsed();
    assert!(elapsed < PATIENCE, "{elapsed:?} for {}", String::from_utf8_lossy(document));
    if let Ok(text) = std::str::from_utf8(document) {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        assert!(outcome.is_err() || is_xml(text), "accepted: {text:?}");
    }
    outcome
}

/// Whether another parser takes a text for XML. It minds name spaces, which XML itself does not: names lose their colons.
fn is_xml(text: &str) -> bool {
    roxmltree::Document::parse(&text.replace(':', "_")).is_ok()
}

#[test]
fn a_document_cut_anywhere_is_refused() {
    let mut subject = Subject::new();
    for case in accepted().into_iter().filter(|case| case.document.len() <= 2_000) {
        let end = b"</methodCall";
        let Some(end) = case.document.windows(end.len()).rposition(|window| window == end) else { continue };
        for cut in 0..=end {
            let outcome = timed(&mut subject, &case.document[..cut]);
            assert!(outcome.is_err(), "{} cut at {cut}: {outcome:?}", case.name);
        }
    }
}

#[test]
fn a_document_with_another_byte_is_answered() {
    let mut subject = Subject::new();
    for (number, case) in cases().iter().filter(|case| case.document.len() <= 2_000).enumerate() {
        let mut document = case.document.clone();
        for at in 0..document.len() {
            // Each byte of a document is replaced once, and each kind of place by every byte in one document or another.
            let byte = INTERESTING[(at + number) % INTERESTING.len()];
            let before = std::mem::replace(&mut document[at], byte);
            let _ = timed(&mut subject, &document);
            document[at] = before;
        }
    }
}

#[test]
fn a_document_damaged_at_random_is_answered() {
    const ROUNDS: usize = 40_000;
    let cases: Vec<_> = cases().into_iter().filter(|case| case.document.len() <= 2_000).collect();
    let mut subject = Subject::new();
    let mut random = Random::new(2);
    let mut accepted = 0;
    for _ in 0..ROUNDS {
        let document = damaged(
            &cases[random.below(cases.len())].document,
            &cases[random.below(cases.len())].document,
            &mut random,
        );
        accepted += usize::from(timed(&mut subject, &document).is_ok());
    }
    // The test would be blind if damage always broke a document, or never.
    assert!((ROUNDS / 50..ROUNDS / 2).contains(&accepted), "{accepted}");
}

/// A document with up to four pieces taken out, doubled, exchanged, or taken from another one.
pub(crate) fn damaged(document: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut damaged = document.to_vec();
    for _ in 0..=random.below(4) {
        let from = random.below(damaged.len() + 1);
        let to = (from + random.below(12)).min(damaged.len());
        match random.below(7) {
            0 => drop(damaged.drain(from..to)),
            1 => damaged.insert(from, INTERESTING[random.below(INTERESTING.len())]),
            2 if from < damaged.len() => damaged[from] ^= 1 << random.below(8),
            3 => {
                let piece = damaged[from..to].to_vec();
                let at = random.below(damaged.len() + 1);
                damaged.splice(at..at, piece);
            }
            4 => {
                let begin = random.below(other.len());
                let piece = &other[begin..(begin + random.below(60)).min(other.len())];
                drop(damaged.splice(from..to, piece.iter().copied()));
            }
            5 => {
                let tags =
                    ["<value>", "</value>", "<nil/>", "<ex:i8>", "<!--", "-->", "<![CDATA[", "]]>", "<?a ", "?>"];
                drop(damaged.splice(from..from, random.one_of(&tags).bytes()));
            }
            _ if random.once_in(4) => damaged.truncate(from),
            _ => {}
        }
    }
    damaged
}
