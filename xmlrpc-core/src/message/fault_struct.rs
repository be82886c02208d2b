//! What a fault is in a response: a struct.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::fault::Fault;

const CODE: &str = "faultCode";
const STRING: &str = "faultString";

/// A fault, read from the struct of its two members. By hand, because a derive is no dependency for one struct.
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
        f.write_str("struct FaultStruct")
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
