//! Recognising a head that differs from the one before it in nothing but its Content-Length.
//!
//! A client's library writes the same head with each call. Parsing it twice, here and in actix-http, would take a tenth of
//! the time of a short call.

/// The longest head in bytes that is kept.
const LONGEST: usize = 1024;

/// The latest head of a connection that was parsed, without the digits of its Content-Length.
#[derive(Debug, Default)]
pub(super) struct RecentHead {
    /// Up to the digits. Empty if there is no head.
    before: Box<[u8]>,
    /// From behind the digits to the end of the head.
    after: Box<[u8]>,
}

impl RecentHead {
    /// Keeps a head of which the digits of the Content-Length, with nothing but digits in its value, are at `digits`.
    pub(super) fn keep(&mut self, head: &[u8], digits: std::ops::Range<usize>) {
        if head.len() <= LONGEST {
            *self = RecentHead { before: head[..digits.start].into(), after: head[digits.end..].into() };
        }
    }

    /// The lengths of the head and of the body, if the bytes begin with such a head. Digits in place of digits change
    /// nothing else that a parser finds in it.
    pub(super) fn recognise(&self, bytes: &[u8]) -> Option<(usize, u64)> {
        if self.before.is_empty() {
            return None;
        }
        let value = bytes.strip_prefix(&*self.before)?;
        let mut length = 0;
        let mut digits = 0;
        while let Some(digit @ b'0'..=b'9') = value.get(digits) {
            // Longer numbers, which may be too large, are left to the parser.
            if digits == 18 {
                return None;
            }
            length = length * 10 + u64::from(digit - b'0');
            digits += 1;
        }
        // With a zero in front, the request is the last of its connection.
        if digits > 1 && value[0] == b'0' {
            return None;
        }
        let follows = digits > 0 && value[digits..].starts_with(&self.after);
        follows.then(|| (self.before.len() + digits + self.after.len(), length))
    }
}

#[cfg(test)]
mod tests {
    use super::super::head::{self, Framing};
    use super::*;

    const HEAD: &str = "POST /RPC2 HTTP/1.1\r\nHost: x\r\nContent-Length: 120\r\nUser-Agent: y\r\n\r\n";

    fn recent() -> RecentHead {
        let parsed = head::parse(HEAD.as_bytes()).expect("well-formed").expect("complete");
        let mut recent = RecentHead::default();
        recent.keep(HEAD.as_bytes(), parsed.digits.expect("a length"));
        recent
    }

    #[test]
    fn a_head_with_another_length_is_recognised() {
        let recent = recent();
        for (length, body) in [("7", 7), ("0", 0), ("120", 120), ("999999999999999999", 999_999_999_999_999_999)] {
            let head = HEAD.replace("120", length);
            assert_eq!(recent.recognise((head.clone() + "<body>").as_bytes()), Some((head.len(), body)));
        }
    }

    #[test]
    fn nothing_else_is_recognised() {
        let recent = recent();
        for length in [
            "",
            "00",
            "0120",
            "-1",
            "+1",
            "1 ",
            " 1",
            "1,1",
            "0x1",
            "1.0",
            "1e3",
            "1\r\nContent-Length: 2",
            "9999999999999999999",
        ] {
            assert_eq!(recent.recognise(HEAD.replace("120", length).as_bytes()), None, "{length}");
        }
        for end in 0..HEAD.len() {
            assert_eq!(recent.recognise(&HEAD.as_bytes()[..end]), None, "{end}");
        }
        assert_eq!(RecentHead::default().recognise(HEAD.as_bytes()), None);
    }

    #[test]
    fn changed_heads_are_recognised_only_as_they_are_parsed() {
        let recent = recent();
        let mut recognised = 0;
        for position in 0..HEAD.len() {
            for byte in 0..=255 {
                for insert in [false, true] {
                    let mut head = HEAD.as_bytes().to_vec();
                    if insert {
                        head.insert(position, byte);
                    } else {
                        head[position] = byte;
                    }
                    if let Some((length, body)) = recent.recognise(&head) {
                        let parsed = head::parse(&head).expect("well-formed").expect("complete");
                        assert_eq!((parsed.length, parsed.framing, parsed.gaps), (length, Framing::Length(body), None));
                        recognised += 1;
                    }
                }
            }
        }
        assert!(recognised > 60, "{recognised}");
    }
}
