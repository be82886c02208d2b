//! What foreign servers send to clients, and what the readings make of it.

use crate::error::ErrorKind;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::reading::Reading;
use crate::value;
use crate::value::Value;

const NOTHING: Reading = Reading { empty_responses_are_nil: true, ..Reading::standard() };

fn read(reading: Reading, document: &str) -> Result<Result<Value, Fault>, ErrorKind> {
    reading.read_response(document.to_owned(), &Limits::default()).map_err(|error| error.kind())
}

const FAULT: &str = "<struct><member><name>faultCode</name><value><string>Gone</string></value></member>\
    <member><name>faultString</name><value>no</value></member></struct>";

#[test]
fn the_tolerant_reading_reads_unusual_frames() {
    let fault = format!("<methodResponse><fault>{FAULT}</fault></methodResponse>");
    let named = "<methodResponse><methodName>offer</methodName><params><param><value><int>1</int></value></param></params>\
                 </methodResponse>";
    let bare = "<methodResponse><params><param><int>1</int></param></params></methodResponse>";
    let marked = "\n \u{feff}<?xml version=\"1.0\"?>\n<methodResponse><params><param><value><int>1</int></value></param>\
                  </params></methodResponse>";
    for document in [named, bare, marked] {
        assert_eq!(read(Reading::tolerant(), document), Ok(Ok(value!(1))), "{document}");
        assert!(read(Reading::standard(), document).is_err(), "{document}");
    }
    let gone = read(Reading::tolerant(), &fault).expect("a response").expect_err("a fault");
    assert_eq!((gone.text_code(), gone.message()), (Some("Gone"), "no"));
    assert!(read(Reading::standard(), &fault).is_err());
}

#[test]
fn a_response_without_a_value_is_nil_if_asked_for() {
    for document in [
        "",
        " \r\n",
        "<methodResponse/>",
        "<methodResponse></methodResponse>",
        "<?xml version=\"1.0\"?>\n<methodResponse>\n<params>\n</params>\n</methodResponse>\n",
        "<methodResponse><params/></methodResponse>",
    ] {
        assert_eq!(read(NOTHING, document), Ok(Ok(Value::Nil)), "{document}");
        assert!(read(Reading::tolerant(), document).is_err(), "{document}");
        let nothing = NOTHING.read_response::<()>(document.to_owned(), &Limits::default());
        assert!(matches!(nothing, Ok(Ok(()))), "{document}");
    }
    let number = NOTHING.read_response::<i32>("", &Limits::default()).map_err(|error| error.to_string());
    assert_eq!(number, Err("expected an int, found nil".to_owned()));
    for document in ["<methodResponse>", "<methodResponse><params>", "<html/>", "<methodResponse/>x", "<a></b>"] {
        assert!(read(NOTHING, document).is_err(), "{document}");
    }
    let usual = "<methodResponse><params><param><value><int>1</int></value></param></params></methodResponse>";
    assert_eq!(read(NOTHING, usual), Ok(Ok(value!(1))));
}
