//! The struct of a fault in a response.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::Serialize;

use super::frame::{Room, writable};
use crate::dialect::Dialect;
use crate::fault::{APPLICATION_ERROR, Fault};
use crate::limits::Limits;
use crate::ser::ValueWriter;
use crate::value::{Struct, Value};

const CODE: &str = "faultCode";
const STRING: &str = "faultString";

/// A fault, read from its struct. By hand: one struct is not worth a dependency on serde's derives.
pub(super) struct FaultStruct(pub(super) Fault);

impl<'de> Deserialize<'de> for FaultStruct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("FaultStruct", &[CODE, STRING], Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = FaultStruct;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a fault's struct")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<FaultStruct, A::Error> {
        let (mut code, mut string, mut others) = (None::<Value>, None::<String>, Vec::new());
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                CODE if code.is_some() => return Err(A::Error::duplicate_field(CODE)),
                CODE => code = Some(members.next_value()?),
                STRING if string.is_some() => return Err(A::Error::duplicate_field(STRING)),
                STRING => string = Some(members.next_value()?),
                _ => others.push((name, members.next_value::<Value>()?)),
            }
        }
        let code = code.ok_or_else(|| A::Error::missing_field(CODE))?;
        let string = string.ok_or_else(|| A::Error::missing_field(STRING))?;
        let fault =
            fault_of(code, string).ok_or_else(|| A::Error::custom("the fault's code is no number and no text"))?;
        Ok(FaultStruct(others.into_iter().fold(fault, |fault, (name, value)| fault.with_member(name, value))))
    }
}

/// Some servers send a text as the code; a number may stand in it.
fn fault_of(code: Value, string: String) -> Option<Fault> {
    match code {
        Value::String(text) => {
            let number = text.trim_ascii().parse().unwrap_or(APPLICATION_ERROR);
            Some(Fault::new(number, string).with_text_code(text))
        }
        number => i32::try_from(number.as_i64()?).ok().map(|code| Fault::new(code, string)),
    }
}

/// Writes the struct of a fault whose code is a text or that has further members. Members that have no form or do not fit
/// are left out.
#[cold]
pub(super) fn push_extended(out: &mut Vec<u8>, fault: &Fault, room: Room, dialect: Option<&Dialect>, level: usize) {
    const STANDARD: &Dialect = &Dialect::standard();
    let settings = dialect.unwrap_or(STANDARD);
    let begin = out.len();
    let mut write = |members: &Struct, end: usize| {
        out.truncate(begin);
        let mut writer = ValueWriter::new(out, end, Limits::MAX_DEPTH).in_dialect(dialect, level);
        members.serialize(&mut writer).and_then(|()| writer.check_size(0)).is_ok()
    };
    let (number, message) = match settings.fault_codes.encode(fault) {
        (number, message) if fault.text_code().is_none() => (Value::Int(number), message),
        (_, message) => (writable(fault.text_code().unwrap_or_default(), TEXT_CODE, settings).into(), message),
    };
    let bare: Struct = [(CODE, number), (STRING, writable(&message, room.text, settings).into())].into_iter().collect();
    let members: Vec<_> = fault.members().filter(|(name, _)| ![CODE, STRING].contains(name)).collect();
    let with = |kept: &[(&str, &Value)]| -> Struct {
        bare.iter().chain(kept.iter().copied()).map(|(name, value)| (name, value.clone())).collect()
    };
    if write(&with(&members), room.end) {
        return;
    }
    let mut kept = Vec::new();
    for member in members {
        kept.push(member);
        if !write(&with(&kept), room.end) {
            kept.pop();
        }
    }
    if !write(&with(&kept), room.end) {
        // The text has been cut as far as it may be: it is written, whatever the limit.
        write(&bare, usize::MAX);
    }
}

/// The most bytes of a code that is a text.
const TEXT_CODE: usize = 256;

#[cfg(test)]
mod tests {
    use crate::dialect::Dialect;
    use crate::fault::{APPLICATION_ERROR, Fault};
    use crate::message::read_response;
    use crate::value;
    use crate::value::Value;

    const CODE: &str = "<member><name>faultCode</name><value><int>4</int></value></member>";
    const STRING: &str = "<member><name>faultString</name><value>no</value></member>";
    const OTHER: &str = "<member><name>more</name><value><array><data/></array></value></member>";

    fn read(members: &[&str]) -> Result<Fault, String> {
        let members = members.concat();
        let document =
            format!("<methodResponse><fault><value><struct>{members}</struct></value></fault></methodResponse>");
        let read = read_response::<()>(document).map_err(|error| error.to_string())?;
        Ok(read.expect_err("it is a fault"))
    }

    #[test]
    fn members_come_in_any_order_and_among_others() {
        let more = Value::Array(Vec::new());
        assert_eq!(read(&[STRING, OTHER, CODE]), Ok(Fault::new(4, "no").with_member("more", more)));
    }

    #[test]
    fn a_code_may_be_a_text() {
        let code = |value: &str| read(&[&format!("<member><name>faultCode</name>{value}</member>"), STRING]);
        let denied = code("<value><string>AccessDenied</string></value>").expect("a fault");
        assert_eq!((denied.code(), denied.text_code()), (APPLICATION_ERROR, Some("AccessDenied")));
        let numbered = code("<value>17</value>").expect("a fault");
        assert_eq!((numbered.code(), numbered.text_code()), (17, Some("17")));
        assert!(code("<value><boolean>1</boolean></value>").is_err());
        assert!(code("<value><i8>9000000000</i8></value>").is_err());
    }

    #[test]
    fn what_is_written_is_read() {
        let fault = Fault::new(3, "Access \u{1} denied <&>")
            .with_text_code("AccessDenied")
            .with_member("traceback", "line 1\nline 2")
            .with_member("nested", value!({ "a": [1, true] }))
            .with_member("faultString", "another");
        for dialect in [Dialect::standard(), Dialect::strict(), Dialect::cpython(), Dialect::apache()] {
            let read = read_response::<()>(dialect.write_fault(&fault)).expect("a document").expect_err("a fault");
            assert_eq!((read.text_code(), read.message()), (Some("AccessDenied"), "Access \u{fffd} denied <&>"));
            assert_eq!(read.members().map(|(name, _)| name).collect::<Vec<_>>(), ["traceback", "nested"]);
            assert_eq!(read.member("nested"), fault.member("nested"));
        }
    }

    #[test]
    fn members_without_a_form_are_left_out() {
        let fault = Fault::new(3, "no").with_member("nan", f64::NAN).with_member("nil", ()).with_member("one", 1);
        for (dialect, kept) in [(Dialect::standard(), &["nil", "one"][..]), (Dialect::strict(), &["one"])] {
            let read = read_response::<()>(dialect.write_fault(&fault)).expect("a document").expect_err("a fault");
            assert_eq!(read.members().map(|(name, _)| name).collect::<Vec<_>>(), kept);
        }
    }

    #[test]
    fn each_is_there_once() {
        for (members, wrong) in [
            (&[STRING, OTHER][..], "no member \"faultCode\""),
            (&[CODE], "no member \"faultString\""),
            (&[CODE, STRING, CODE], "twice"),
        ] {
            let error = read(members).expect_err("it is no whole fault");
            assert!(error.contains(wrong), "{error}");
        }
    }
}
