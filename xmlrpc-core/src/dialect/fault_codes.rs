//! Faults in the codes of a dialect.

use std::borrow::Cow;

use super::FaultCodes;
use crate::fault::{
    Fault, INVALID_CHARACTER, INVALID_PARAMETERS, INVALID_REQUEST, LONGEST_PREFIX, NOT_WELL_FORMED,
    UNSUPPORTED_ENCODING,
};

/// The one code of Python's `xmlrpc.server`.
const PYTHON_EXCEPTION: i32 = 1;

// The longest of them.
const _: () = assert!("<class 'xml.parsers.expat.ExpatError'>:".len() == LONGEST_PREFIX);

impl FaultCodes {
    /// The code and the text of a fault in this dialect. A chosen code is kept.
    pub(crate) fn encode(self, fault: &Fault) -> (i32, Cow<'_, str>) {
        if self == FaultCodes::Interoperability || fault.has_chosen_code() || fault.text_code().is_some() {
            return (fault.code(), fault.message().into());
        }
        (PYTHON_EXCEPTION, format!("<class '{}'>:{}", exception(fault.code()), fault.message()).into())
    }
}

/// The class of the exception that Python raises for a fault code.
fn exception(code: i32) -> &'static str {
    match code {
        NOT_WELL_FORMED | INVALID_CHARACTER => "xml.parsers.expat.ExpatError",
        UNSUPPORTED_ENCODING => "LookupError",
        INVALID_REQUEST => "xmlrpc.client.ResponseError",
        INVALID_PARAMETERS => "TypeError",
        _ => "Exception",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn a_text_has_at_most_256_characters_with_its_prefix() {
        for code in [NOT_WELL_FORMED, UNSUPPORTED_ENCODING, INVALID_REQUEST, INVALID_PARAMETERS, -32603] {
            let fault = Fault::from(Error::new(code, "é".repeat(400)).at(0).in_text("x"));
            let (_, text) = FaultCodes::CPython.encode(&fault);
            assert!(text.chars().count() <= 256, "{text}");
            assert!(text.ends_with("… (line 1, column 1)"), "{text}");
        }
    }
}
