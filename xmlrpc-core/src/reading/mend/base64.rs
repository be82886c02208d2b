//! Base64 without its padding, and in no other way wrong.

use std::borrow::Cow;

use crate::reader;

/// The padding that a text lacks, if that is all that it lacks.
pub(super) fn missing_padding(text: &str) -> Option<&'static str> {
    let letters = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).count();
    let padding = match letters % 4 {
        2 => "==",
        3 => "=",
        _ => return None,
    };
    if text.contains('=') {
        return None;
    }
    let whole: Cow<'_, str> = Cow::Owned([text, padding].concat());
    reader::base64(&whole).is_ok().then_some(padding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_is_all_that_may_lack() {
        assert_eq!(missing_padding("eQ"), Some("=="));
        assert_eq!(missing_padding(" eW\n8 "), Some("="));
        for text in ["", "eW91", "eQ=", "eQ==", "eX", "e", "e!", "eW-", "eQ\u{c}"] {
            assert_eq!(missing_padding(text), None, "{text}");
        }
    }
}
