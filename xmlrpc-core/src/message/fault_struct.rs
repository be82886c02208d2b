//! The struct of a fault in a response.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::fault::Fault;

const CODE: &str = "faultCode";
const STRING: &str = "faultString";

/// A fault, read from the struct of its two members. By hand: one struct is not worth a dependency on serde's derives.
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
        let (mut code, mut string) = (None::<i32>, None::<String>);
        while let Some(name) = members.next_key::<String>()? {
            match name.as_str() {
                CODE if code.is_some() => return Err(A::Error::duplicate_field(CODE)),
                CODE => code = Some(members.next_value()?),
                STRING if string.is_some() => return Err(A::Error::duplicate_field(STRING)),
                STRING => string = Some(members.next_value()?),
                _ => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        let code = code.ok_or_else(|| A::Error::missing_field(CODE))?;
        let string = string.ok_or_else(|| A::Error::missing_field(STRING))?;
        Ok(FaultStruct(Fault::new(code, string)))
    }
}

#[cfg(test)]
mod tests {
    use crate::fault::Fault;
    use crate::message::read_response;

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
        assert_eq!(read(&[STRING, OTHER, CODE]), Ok(Fault::new(4, "no")));
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
