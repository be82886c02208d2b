//! What client libraries really send for scalars, read by types that meet half-way. `tests/interop/scalars.py` captured it.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::de::DeserializeOwned;
use xmlrpc_service::{Limits, Reading};

const TABLE: &str = include_str!("../../../interop/scalars.txt");

const LENIENT: Reading = Reading { lenient_types: true, ..Reading::standard() };

fn read<T: DeserializeOwned>(reading: Reading, value: &str) -> Result<T, String> {
    let document = format!("<methodResponse><params><param>{value}</param></params></methodResponse>");
    match reading.read_response(document, &Limits::default()) {
        Ok(Ok(value)) => Ok(value),
        other => Err(format!("{:?}", other.map(|_| "a fault"))),
    }
}

/// How many libraries a value is known of, and of how many the type reads it as it is.
#[track_caller]
fn assert_reads<T: DeserializeOwned + PartialEq + Debug>(name: &str, expected: T) -> (usize, usize) {
    let (mut all, mut exact) = (0, 0);
    for line in TABLE.lines() {
        let [library, known, value] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        if known == name {
            assert_eq!(read::<T>(LENIENT, value).as_ref(), Ok(&expected), "{library}: {name}: {value}");
            all += 1;
            exact += usize::from(read::<T>(Reading::standard(), value).is_ok());
        }
    }
    assert!(all >= 4, "{name}");
    (all, exact)
}

#[test]
fn numbers_texts_and_booleans_of_all_libraries() {
    assert_eq!(assert_reads("number twelve", 12), (5, 5));
    assert_eq!(assert_reads("computed twelve", 12i64), (5, 5));
    assert_eq!(assert_reads("text twelve", 12), (5, 3));
    assert_eq!(assert_reads("text twelve", "12".to_owned()), (5, 2));
    assert_eq!(assert_reads("text of a leading zero", "012".to_owned()), (5, 2));
    assert_eq!(assert_reads("double twelve", 12), (5, 3));
    assert_eq!(assert_reads("double twelve", 12.0), (5, 5));
    assert_eq!(assert_reads("double one and a half", 1.5), (5, 5));
    assert_eq!(assert_reads("text one and a half", 1.5), (5, 3));
    assert_eq!(assert_reads("text one and a half", "1.5".to_owned()), (5, 2));
    assert_eq!(assert_reads("true", true), (5, 2));
    assert_eq!(assert_reads("false", false), (5, 2));
    assert_eq!(assert_reads("empty text", String::new()), (5, 5));
}

#[test]
fn nothing_and_empty_collections_of_all_libraries() {
    assert_eq!(assert_reads("nothing", None::<i32>), (5, 2));
    assert_eq!(assert_reads("nothing", None::<Vec<bool>>), (5, 2));
    assert_eq!(assert_reads("nothing", ()), (5, 2));
    assert_eq!(assert_reads("empty list", Vec::<i32>::new()), (5, 5));
    assert_eq!(assert_reads("empty list", BTreeMap::<String, i32>::new()), (5, 0));
    assert_eq!(assert_reads("empty struct", BTreeMap::<String, i32>::new()), (5, 4));
}
