//! Our reader against CPython's: what both read is the same, and what only one of them reads belongs to a class that
//! `tests/wire/differences.md` lists with its reason.

use std::collections::BTreeMap;
use std::fs;

use xmlrpc_protocol_tests::process::workspace;
use xmlrpc_protocol_tests::python::run_script;
use xmlrpc_protocol_tests::wire::notation;
use xmlrpc_service::{Error, MethodCall, Value};

use super::cases;
use super::damage::damaged;
use super::random::Random;
use super::twin_writer::TwinWriter;

/// A row of the list.
struct Class {
    form: String,
    /// What CPython says to it; none if it reads such documents.
    cpython: Option<String>,
    /// What we say to it; none if we read such documents.
    we: Option<String>,
}

/// The rows of the first table in the list: form, CPython, we, reason. A side that refuses has a piece of its message, in
/// single or double backquotes.
fn classes() -> Vec<Class> {
    let list = fs::read_to_string(workspace().join("tests/wire/differences.md")).expect("the list of differences");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")).skip(1);
    let between = |cell: &str, mark: &str| Some(cell.split_once(mark)?.1.split_once(mark)?.0.trim().to_owned());
    let quoted = |cell: &str| between(cell, "``").or_else(|| between(cell, "`"));
    let class = |row: &str| {
        let cells: Vec<&str> = row.split(" | ").collect();
        assert_eq!(cells.len(), 4, "{row}");
        let class = Class { form: cells[0].to_owned(), cpython: quoted(cells[1]), we: quoted(cells[2]) };
        assert!(class.cpython.is_some() != class.we.is_some(), "one of the two must say what it refuses: {row}");
        class
    };
    rows.map(class).collect()
}

/// What a document comes to.
type Reading = Result<String, String>;

fn ours(document: &[u8]) -> Reading {
    let shown = |call: MethodCall| {
        let all = Value::Array(vec![Value::String(call.name), Value::Array(call.params)]);
        notation::show(&notation::blurred(&all))
    };
    let described = |error: Error| format!("{}: {error}", error.code());
    MethodCall::read(document.to_vec()).map(shown).map_err(described)
}

fn theirs(documents: &[Vec<u8>]) -> Vec<Reading> {
    let folder = std::env::temp_dir().join(format!("xmlrpc-differential-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let lines: Vec<String> = documents.iter().map(|document| notation::encoded(document)).collect();
    fs::write(folder.join("documents"), lines.join("\n") + "\n").expect("a file of documents");
    let described = run_script("tests/interop/differential.py", &[&folder.join("documents").to_string_lossy()]);
    fs::remove_dir_all(&folder).expect("the folder can go");
    let reading = |line: &str| match line.split_once(' ') {
        // Through our own notation, in which numbers have one form.
        Some(("value", value)) => Ok(notation::parse(value).map_or(value.to_owned(), |value| notation::show(&value))),
        Some(("refused", reason)) => Err(reason.to_owned()),
        _ => Err(format!("what is {line:?}?")),
    };
    described.lines().map(reading).collect()
}

/// The corpus, its twins, and what damage leaves of it.
fn documents() -> Vec<Vec<u8>> {
    const DAMAGED: usize = 12_000;
    let corpus: Vec<Vec<u8>> = cases().into_iter().map(|case| case.document).collect();
    let mut random = Random::new(3);
    let mut documents = corpus.clone();
    for document in corpus.iter().filter(|document| document.len() <= 2_000) {
        let text = std::str::from_utf8(document).ok().filter(|text| !text.contains("xmlns:"));
        if let Some(Ok(parsed)) = text.map(roxmltree::Document::parse) {
            documents.push(TwinWriter::write(&parsed, &mut random).into_bytes());
        }
    }
    for _ in 0..DAMAGED {
        let [one, other] = [0; 2].map(|_| &corpus[random.below(corpus.len())]);
        if one.len() <= 2_000 {
            documents.push(damaged(one, other, &mut random));
        }
    }
    documents.retain(|document| !is_marked_and_declared(document));
    documents
}

/// Whether a document begins with the mark of UTF-8 and declares another set; the two readers follow one each.
fn is_marked_and_declared(document: &[u8]) -> bool {
    let text = String::from_utf8_lossy(document);
    text.strip_prefix('\u{feff}').is_some_and(|text| {
        let declaration = text.split("?>").next().unwrap_or_default().to_ascii_lowercase();
        declaration.contains("encoding") && !declaration.contains("utf-8")
    })
}

#[test]
fn what_we_and_cpython_read_differently_is_listed() {
    let classes = classes();
    let documents = documents();
    let theirs = theirs(&documents);
    assert_eq!(theirs.len(), documents.len());
    let mut unlisted = BTreeMap::new();
    let (mut both, mut met) = (0, vec![0; classes.len()]);
    for (document, theirs) in documents.iter().zip(theirs) {
        let (difference, class) = match (ours(document), theirs) {
            (Ok(ours), Ok(theirs)) if ours == theirs => {
                both += 1;
                continue;
            }
            (Err(_), Err(_)) => continue,
            (Ok(ours), Ok(theirs)) => (format!("CPython reads {theirs}, we read {ours}"), None),
            (Ok(_), Err(reason)) => {
                let class =
                    classes.iter().position(|class| class.cpython.as_ref().is_some_and(|said| reason.contains(said)));
                (format!("CPython says {reason}"), class)
            }
            (Err(reason), Ok(_)) => {
                let class =
                    classes.iter().position(|class| class.we.as_ref().is_some_and(|said| reason.contains(said)));
                let reason = reason.split(" (line ").next().unwrap_or_default().to_owned();
                (format!("we say {reason}"), class)
            }
        };
        match class {
            Some(class) => met[class] += 1,
            None => drop(unlisted.entry(difference).or_insert_with(|| String::from_utf8_lossy(document).into_owned())),
        }
    }
    let unlisted: Vec<String> = unlisted.into_iter().map(|(what, document)| format!("{what}: {document:?}")).collect();
    assert!(unlisted.is_empty(), "{} differences that are not listed:\n{}", unlisted.len(), unlisted.join("\n"));
    // Which classes are met depends on the version of Python and of the expat in it.
    for (class, met) in classes.iter().zip(met) {
        println!("{met:6} {}", class.form);
    }
    assert!(both > 1_000, "{both}");
}
