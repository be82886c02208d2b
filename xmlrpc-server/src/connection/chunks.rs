//! Chunked bodies, which are passed to actix-http in chunks of our own.
//!
//! A body of many small chunks would take memory for each of them in actix-http. Chunks are read by actix-http's grammar or
//! a stricter one, and what is read at once becomes one chunk, so that both agree on the end of a body. Extensions and
//! trailers are left out.

use bytes::BytesMut;

/// How many bytes of chunk extensions and trailers a body may have.
const MOST_EXTRAS: u32 = 16 * 1024;
/// How many digits the size of a chunk may have, which is enough for any size.
const MOST_DIGITS: u8 = 16;

/// A position in a chunked body.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunks {
    state: State,
    /// The size of the present chunk, and then how many bytes of it are left.
    left: u64,
    digits: u8,
    extras: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    SizeFirst,
    Size,
    SizeSpace,
    Extension,
    SizeLineEnd,
    Data,
    DataCr,
    DataLineEnd,
    TrailerFirst,
    TrailerName,
    Trailer,
    TrailerLineEnd,
    LastLineEnd,
    End,
    Malformed,
}

impl Chunks {
    pub(super) fn new() -> Self {
        Chunks { state: State::SizeFirst, left: 0, digits: 0, extras: 0 }
    }

    /// Whether the whole body has been passed.
    pub(super) fn is_at_end(&self) -> bool {
        self.state == State::End
    }

    /// Whether the body is not well-formed. Nothing of it is passed from there on.
    pub(super) fn is_malformed(&self) -> bool {
        self.state == State::Malformed
    }

    /// Reads the bytes that belong to the body, and appends them to `out` as one chunk, and as the last one at the end.
    /// Returns the number of bytes read.
    pub(super) fn recode(&mut self, bytes: &[u8], out: &mut BytesMut) -> usize {
        let mut data = BytesMut::new();
        let mut read = 0;
        while let Some(byte) = bytes.get(read) {
            match self.state {
                State::End | State::Malformed => break,
                State::Data => {
                    let most = bytes.len() - read;
                    let count = usize::try_from(self.left).map_or(most, |left| left.min(most));
                    data.extend_from_slice(&bytes[read..read + count]);
                    self.left -= count as u64;
                    read += count;
                    if self.left == 0 {
                        self.state = State::DataCr;
                    }
                }
                _ => {
                    self.state = self.step(*byte);
                    read += usize::from(self.state != State::Malformed);
                }
            }
        }
        if !data.is_empty() {
            out.extend_from_slice(format!("{:x}\r\n", data.len()).as_bytes());
            out.extend_from_slice(&data);
            out.extend_from_slice(b"\r\n");
        }
        if read > 0 && self.state == State::End {
            out.extend_from_slice(b"0\r\n\r\n");
        }
        read
    }

    fn step(&mut self, byte: u8) -> State {
        match (self.state, byte) {
            (State::SizeFirst | State::Size, b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F') => {
                let digit = char::from(byte).to_digit(16).map_or(0, u64::from);
                self.digits += 1;
                if self.digits > MOST_DIGITS {
                    return State::Malformed;
                }
                self.left = self.left << 4 | digit;
                State::Size
            }
            (State::Size | State::SizeSpace, b' ' | b'\t') => self.extra(State::SizeSpace),
            (State::Size | State::SizeSpace, b';') => self.extra(State::Extension),
            (State::Size | State::SizeSpace | State::Extension, b'\r') => State::SizeLineEnd,
            (State::Extension, b'\t' | b' '..=b'~' | 0x80..) => self.extra(State::Extension),
            (State::SizeLineEnd, b'\n') => {
                self.digits = 0;
                if self.left == 0 { State::TrailerFirst } else { State::Data }
            }
            (State::DataCr, b'\r') => State::DataLineEnd,
            (State::DataLineEnd, b'\n') => State::SizeFirst,
            (State::TrailerFirst, b'\r') => State::LastLineEnd,
            (State::Trailer, b'\r') => State::TrailerLineEnd,
            (State::TrailerName, b':') => self.extra(State::Trailer),
            (State::TrailerFirst | State::TrailerName, _) if is_token(byte) => self.extra(State::TrailerName),
            (State::Trailer, b'\t' | b' '..=b'~' | 0x80..) => self.extra(State::Trailer),
            (State::TrailerLineEnd, b'\n') => State::TrailerFirst,
            (State::LastLineEnd, b'\n') => State::End,
            _ => State::Malformed,
        }
    }

    fn extra(&mut self, next: State) -> State {
        self.extras += 1;
        if self.extras > MOST_EXTRAS { State::Malformed } else { next }
    }
}

/// Whether a byte may be part of a header's name.
fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use actix_codec::Decoder;
    use actix_http::ServiceConfig;
    use actix_http::h1::{Codec, Message};
    use actix_web::rt::System;
    use bytes::BytesMut;

    use super::*;

    /// Where a body ends; None if it does not. An error if it is malformed.
    fn end(body: &str) -> Result<Option<usize>, ()> {
        let mut chunks = Chunks::new();
        let passed = chunks.recode(body.as_bytes(), &mut BytesMut::new());
        if chunks.is_malformed() { Err(()) } else { Ok(chunks.is_at_end().then_some(passed)) }
    }

    #[test]
    fn the_body_ends_behind_the_trailers() {
        assert_eq!(end("5\r\nhello\r\n0\r\n\r\nGET"), Ok(Some(15)));
        assert_eq!(end("0\r\n\r\n"), Ok(Some(5)));
        assert_eq!(end("A \t;x=\"y\"\r\n0123456789\r\n00\r\nX: y\r\nZ: \r\n\r\n0"), Ok(Some(40)));
        assert_eq!(end("5\r\nhello\r\n0\r\n\r"), Ok(None));
    }

    #[test]
    fn malformed_chunks_are_refused() {
        for body in [
            "\r\n",
            "g\r\n",
            "5\nhello",
            "5\r\nhello0\r\n",
            "5\r\nhello\n",
            "5;\n\r\n",
            "5;\0\r\n",
            "+5\r\n",
            "0x5\r\n",
            "10000000000000000\r\n",
            "00000000000000001\r\n",
            "0\r\nX: \0\r\n",
            "0\r\nX\r\n\r\n",
            "0\r\n X: y\r\n\r\n",
            "0\r\nPOST / HTTP/1.1\r\n",
            "0\r\nX: y\n\r\n",
            "5 5\r\n",
        ] {
            assert_eq!(end(body), Err(()), "{body:?}");
        }
        assert_eq!(end(&format!("0;{}\r\n", "x".repeat(16 * 1024))), Err(()));
        assert_eq!(end(&format!("0\r\nX:{}\r\n", "x".repeat(16 * 1024))), Err(()));
    }

    #[test]
    fn every_cut_leads_to_the_same_body() {
        let body = b"5;a=b\r\nhello\r\n1 \r\nx\r\n0\r\nX: y\r\n\r\nGET / HTTP/1.1";
        let config = System::new().block_on(async { ServiceConfig::default() });
        for first in 0..body.len() {
            for second in first..body.len() {
                let mut chunks = Chunks::new();
                let mut out = BytesMut::new();
                let mut read = 0;
                for piece in [&body[..first], &body[first..second], &body[second..]] {
                    read += chunks.recode(piece, &mut out);
                }
                assert!(chunks.is_at_end());
                assert_eq!(read, body.len() - 14, "{first} {second}");
                assert_eq!(in_actix_http(&config, &out), Ok((b"hellox".to_vec(), Some(out.len()))));
            }
        }
    }

    #[test]
    fn small_chunks_become_one() {
        let mut out = BytesMut::new();
        Chunks::new().recode("1\r\nx\r\n".repeat(100).as_bytes(), &mut out);
        assert_eq!(out, format!("64\r\n{}\r\n", "x".repeat(100)));
    }

    /// The body in actix-http, and where it ends.
    fn in_actix_http(config: &ServiceConfig, body: &[u8]) -> Result<(Vec<u8>, Option<usize>), ()> {
        let head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        let mut codec = Codec::new(config.clone());
        let mut bytes = BytesMut::from(head);
        bytes.extend_from_slice(body);
        let mut data = Vec::new();
        loop {
            match codec.decode(&mut bytes) {
                Ok(Some(Message::Chunk(None))) => return Ok((data, Some(body.len() - bytes.len()))),
                Ok(Some(Message::Chunk(Some(piece)))) => data.extend_from_slice(&piece),
                Ok(Some(Message::Item(_))) => {}
                Ok(None) => return Ok((data, None)),
                Err(_) => return Err(()),
            }
        }
    }

    #[test]
    fn actix_http_ends_every_body_at_the_same_place() {
        const PIECES: [&str; 16] = [
            "0",
            "1",
            "a",
            "\r\n",
            "\r\n",
            "\r",
            "\n",
            ";",
            " ",
            "x",
            "\r\n0\r\n\r\n",
            "1\r\nx\r\n",
            "X: y",
            ":",
            "\t",
            "\0",
        ];
        let mut state = 1_u64;
        let mut random = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let config = System::new().block_on(async { ServiceConfig::default() });
        let mut ends = 0;
        for _ in 0..200_000 {
            let length = 1 + random(7);
            let body: String = (0..length).map(|_| PIECES[random(PIECES.len())]).collect();
            if let Ok(found) = end(&body) {
                let (data, end) = in_actix_http(&config, body.as_bytes()).expect("the stricter one accepts it");
                assert_eq!(end, found, "{body:?}");
                let mut recoded = BytesMut::new();
                Chunks::new().recode(body.as_bytes(), &mut recoded);
                let whole = found.map(|_| recoded.len());
                assert_eq!(in_actix_http(&config, &recoded), Ok((data, whole)), "{body:?}");
                ends += usize::from(found.is_some());
            }
        }
        assert!(ends > 200, "{ends}");
    }
}
