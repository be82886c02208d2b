//! Errors that come back from their faults.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;

use xmlrpc_service::fault::FromFault;
use xmlrpc_service::{Fault, IntoFault};

#[derive(Debug, PartialEq, thiserror::Error, IntoFault)]
#[fault(code = 400)]
enum StoreError {
    #[error("no entry {0:?}")]
    #[fault(code = -404)]
    Missing(String),
    #[error("{} is full", disk.display())]
    #[fault(code = 507, message = "no room left")]
    Full { disk: PathBuf, note: String },
    #[error("closed")]
    #[fault(code = 1)]
    Closed,
    #[error("locked")]
    #[fault(code = 1)]
    Locked,
    #[error("odd")]
    Odd,
    #[error("{0}")]
    #[fault(transparent)]
    Inner(InnerError),
    #[error("{1}: {0:?}")]
    #[fault(code = 8)]
    NoDefault(Without, String),
}

#[derive(Debug, PartialEq, Clone, Copy)]
enum Without {
    One,
}

#[derive(Debug, PartialEq, thiserror::Error, IntoFault)]
enum InnerError {
    #[error("no code")]
    Plain,
    #[error("{text}")]
    #[fault(code = 77)]
    Text { text: Cow<'static, str>, count: u32 },
}

#[derive(Debug, PartialEq, IntoFault)]
enum Wrapped<E> {
    #[fault(transparent)]
    Inner(E),
    #[fault(code = 3, message = "other")]
    Other,
}

#[derive(Debug, IntoFault)]
enum Never {}

#[derive(Debug, PartialEq, IntoFault)]
#[fault(code = 12, message = "a struct")]
struct Whole;

#[derive(Debug, PartialEq, IntoFault)]
enum Called {
    #[fault(code = 4, message = "four")]
    Four,
    #[fault(other)]
    Failed(Fault),
}

/// The error after its fault has been sent.
fn back<E: IntoFault + FromFault>(error: E) -> Option<E> {
    let sent = error.into_fault();
    E::from_fault(&Fault::new(sent.code(), sent.message().to_owned()))
}

#[test]
fn a_code_says_which_variant_it_is() {
    assert_eq!(back(StoreError::Closed), Some(StoreError::Closed));
    assert_eq!(
        StoreError::from_fault(&Fault::new(507, "anything")).map(|error| error.to_string()).as_deref(),
        Some(" is full")
    );
    assert_eq!(back(Whole), Some(Whole));
    assert_eq!(StoreError::from_fault(&Fault::new(5, "closed")), None);
    assert!(Never::from_fault(&Fault::new(0, "")).is_none());
}

#[test]
fn a_field_of_text_is_the_text_of_the_fault() {
    let error = StoreError::from_fault(&Fault::new(-404, "no entry \"a\""));
    assert_eq!(error, Some(StoreError::Missing("no entry \"a\"".to_owned())));
    assert_eq!(
        back(InnerError::Text { text: "why".into(), count: 3 }),
        Some(InnerError::Text { text: "why".into(), count: 0 })
    );
}

#[test]
fn other_fields_are_defaults_if_there_are_any() {
    let full = StoreError::Full { disk: "/srv".into(), note: "n".into() };
    assert_eq!(back(full), Some(StoreError::Full { disk: PathBuf::new(), note: String::new() }));
    assert_eq!(back(StoreError::NoDefault(Without::One, "x".into())), None);
}

#[test]
fn the_text_decides_between_variants_of_one_code() {
    assert_eq!(back(StoreError::Locked), Some(StoreError::Locked));
    assert_eq!(StoreError::from_fault(&Fault::new(1, "neither")), Some(StoreError::Closed));
}

#[test]
fn a_code_of_the_type_is_that_of_its_variants() {
    assert_eq!(back(StoreError::Odd), Some(StoreError::Odd));
    assert_eq!(StoreError::from_fault(&Fault::new(400, "even")), Some(StoreError::Odd));
}

#[test]
fn an_application_error_comes_back_by_its_text_alone() {
    assert_eq!(back(InnerError::Plain), Some(InnerError::Plain));
    assert_eq!(InnerError::from_fault(&Fault::application("something else")), None);
}

#[test]
fn the_error_inside_comes_back_through_the_outer_one() {
    assert_eq!(back(StoreError::Inner(InnerError::Plain)), Some(StoreError::Inner(InnerError::Plain)));
    let inner = InnerError::Text { text: "why".into(), count: 0 };
    assert_eq!(StoreError::from_fault(&Fault::new(77, "why")), Some(StoreError::Inner(inner)));
    assert_eq!(back(Wrapped::<InnerError>::Other), Some(Wrapped::Other));
    // The bounds of a generic error decide: nothing says that an `E` can be read back.
    assert_eq!(back(Wrapped::Inner(InnerError::Plain)), None);
}

#[derive(Debug, PartialEq, IntoFault)]
enum Passing {
    #[fault(transparent)]
    Any(Fault),
    #[fault(code = 3, message = "three")]
    Three,
}

#[test]
fn codes_of_its_own_come_before_those_inside() {
    assert_eq!(Passing::from_fault(&Fault::new(3, "three")), Some(Passing::Three));
    assert_eq!(Passing::from_fault(&Fault::new(3, "else")), Some(Passing::Three));
    assert_eq!(Passing::from_fault(&Fault::new(4, "four")), Some(Passing::Any(Fault::new(4, "four"))));
}

#[derive(Debug, PartialEq, IntoFault)]
enum Worded {
    #[fault(text_code = "AccessDenied", message = "access denied")]
    Denied,
    #[fault(code = 7, text_code = "NotFound", message = "not found")]
    NotFound,
    #[fault(message = "odd")]
    Odd,
}

#[test]
fn a_text_as_the_code_says_which_variant_it_is() {
    for (code, text, error) in [
        (-32500, "AccessDenied", Some(Worded::Denied)),
        (-32500, "NotFound", Some(Worded::NotFound)),
        (7, "7", Some(Worded::NotFound)),
        (-32500, "Other", None),
    ] {
        assert_eq!(Worded::from_fault(&Fault::new(code, "a sentence").with_text_code(text)), error, "{text}");
    }
    assert_eq!(Worded::from_fault(&Worded::Denied.into_fault()), Some(Worded::Denied));
    assert_eq!(back(Worded::NotFound), Some(Worded::NotFound));
    assert_eq!(back(Worded::Odd), Some(Worded::Odd));
}

#[test]
fn what_else_goes_wrong_with_a_call_has_a_variant() {
    assert_eq!(Called::from(Fault::new(4, "four")), Called::Four);
    assert_eq!(Called::from(Fault::new(5, "five")), Called::Failed(Fault::new(5, "five")));
    assert_eq!(Called::Failed(Fault::new(5, "five")).into_fault(), Fault::new(5, "five"));
    assert_eq!(Called::from_fault(&Fault::new(5, "five")), None);
    let codes: Vec<i32> = Called::declared_faults().iter().map(|fault| fault.code()).collect();
    assert_eq!(codes, [4]);
}

impl fmt::Display for Whole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("detail")
    }
}
