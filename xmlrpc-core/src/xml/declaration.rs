//! The XML declaration (XML 1.0, production 23), read from bytes: it names the character set.

use super::characters::is_space;

/// A well-formed declaration.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Declaration<'a> {
    /// Bytes up to and with `?>`.
    pub(super) length: usize,
    /// The character set it names.
    pub(super) encoding: Option<&'a str>,
}

/// The declarations that nearly every document begins with, compared as bytes.
#[inline]
fn usual(bytes: &[u8]) -> Option<Declaration<'static>> {
    const BEGIN: &[u8] = b"<?xml version=";
    let rest = bytes.strip_prefix(BEGIN)?;
    let (length, encoding) = if rest.starts_with(b"\"1.0\"?>") || rest.starts_with(b"'1.0'?>") {
        (b"'1.0'?>".len(), None)
    } else if rest.starts_with(b"\"1.0\" encoding=\"UTF-8\"?>") {
        (b"'1.0' encoding='UTF-8'?>".len(), Some("UTF-8"))
    } else if rest.starts_with(b"\"1.0\" encoding=\"utf-8\"?>") || rest.starts_with(b"'1.0' encoding='utf-8'?>") {
        (b"'1.0' encoding='utf-8'?>".len(), Some("utf-8"))
    } else {
        return None;
    };
    Some(Declaration { length: BEGIN.len() + length, encoding })
}

/// Reads a declaration at the start of `bytes`.
///
/// None if none begins there; an error says where it is malformed.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Declaration<'_>, usize>> {
    let rest = bytes.strip_prefix(b"<?xml")?;
    if let Some(declaration) = usual(bytes) {
        return Some(Ok(declaration));
    }
    if !rest.first().is_some_and(|byte| is_space(*byte)) {
        return None;
    }
    let mut scan = Scan { bytes, at: 5 };
    Some(scan.declaration().ok_or(scan.at))
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Scan<'a> {
    fn declaration(&mut self) -> Option<Declaration<'a>> {
        let version = self.attribute("version")??;
        let minor = version.strip_prefix("1.")?;
        if minor.is_empty() || !minor.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let encoding = self.attribute("encoding")?;
        if !encoding.is_none_or(is_encoding_name) {
            return None;
        }
        let standalone = self.attribute("standalone")?;
        if !standalone.is_none_or(|value| matches!(value, "yes" | "no")) {
            return None;
        }
        self.spaces();
        self.eat(b"?>").then_some(Declaration { length: self.at, encoding })
    }

    /// ` name = "value"`; `Some(None)` if another name stands here.
    fn attribute(&mut self, name: &str) -> Option<Option<&'a str>> {
        let start = self.at;
        let spaced = self.spaces();
        if !self.eat(name.as_bytes()) {
            self.at = start;
            return Some(None);
        }
        self.spaces();
        if !spaced || !self.eat(b"=") {
            return None;
        }
        self.spaces();
        let quote = *self.bytes.get(self.at).filter(|byte| matches!(byte, b'"' | b'\''))?;
        let from = self.at + 1;
        let length = self.bytes[from..].iter().position(|byte| *byte == quote || *byte == b'<')?;
        let value = self.bytes.get(from..from + length).filter(|_| self.bytes[from + length] == quote)?;
        self.at = from + length + 1;
        std::str::from_utf8(value).ok().map(Some)
    }

    fn spaces(&mut self) -> bool {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| is_space(*byte)) {
            self.at += 1;
        }
        self.at > start
    }

    fn eat(&mut self, literal: &[u8]) -> bool {
        let found = self.bytes[self.at..].starts_with(literal);
        if found {
            self.at += literal.len();
        }
        found
    }
}

fn is_encoding_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn encoding(text: &str) -> Option<Option<&str>> {
        read(text.as_bytes())?.ok().map(|declaration| declaration.encoding)
    }

    #[test]
    fn well_formed() {
        assert_eq!(encoding("<?xml version=\"1.0\"?>"), Some(None));
        assert_eq!(encoding("<?xml version='1.0' encoding='UTF-8' ?><a/>"), Some(Some("UTF-8")));
        assert_eq!(encoding("<?xml\nversion = '1.1'\tencoding=\"x\" standalone='no'?>"), Some(Some("x")));
    }

    #[test]
    fn the_usual_ones_are_what_they_say() {
        for text in [
            "<?xml version=\"1.0\"?>",
            "<?xml version='1.0'?>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
            "<?xml version='1.0' encoding='utf-8'?>",
        ] {
            let scanned = Scan { bytes: text.as_bytes(), at: 5 }.declaration();
            assert!(scanned.is_some());
            assert_eq!(usual(text.as_bytes()), scanned, "{text}");
        }
    }

    #[test]
    fn malformed() {
        for text in [
            "<?xml version='1.0\"?>",
            "<?xml version='1.0'encoding='x'?>",
            "<?xml version=1.0?>",
            "<?xml encoding='UTF-8'?>",
            "<?xml encoding='UTF-8' version='1.0'?>",
            "<?xml version='2.0'?>",
            "<?xml version='1.0' encoding=''?>",
            "<?xml version='1.0' standalone='maybe'?>",
            "<?xml version='1.0' more='x'?>",
            "<?xml version='1.0'",
            "<?xml version='1.0'>",
        ] {
            assert!(read(text.as_bytes()).is_some_and(|read| read.is_err()), "{text}");
        }
    }

    #[test]
    fn something_else() {
        assert_eq!(read(b"<?xmlish x?>"), None);
        assert_eq!(read(b"<methodCall>"), None);
    }
}
