//! Inflating a request's body, bounded in size and ratio, and off the event loop unless it is short.

use std::io::{Cursor, Read};
use std::sync::Arc;

use bytes::Bytes;
use flate2::bufread::GzDecoder;
use flate2::{Decompress, FlushDecompress, Status};

use super::content_coding::ContentCoding;
use crate::http::budget::{Budget, COUNTED, Charge, estimate_of_values, held};
use crate::http::heavy::heavy;
use crate::http::response::HttpError;

/// Bytes of input and of output that take a fraction of a millisecond.
const IN_PLACE: usize = 64 << 10;
/// Bytes that are inflated in one step.
const PIECE: usize = 16 << 10;
/// Bytes that a body may inflate to whatever the ratio: too few for an attack.
const ANY_RATIO: usize = 1 << 20;
/// The initial size of the buffer in bytes, if the body does not announce its size.
const FIRST_CAPACITY: usize = 2 << 10;

/// The limits of inflating.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// The largest result in bytes.
    pub(crate) size: usize,
    /// The largest result as a multiple of the compressed size.
    pub(crate) ratio: usize,
}

/// Inflates a complete body. What it inflates to is charged to the budget.
pub(crate) async fn inflate(
    body: Bytes,
    coding: ContentCoding,
    bounds: Bounds,
    budget: &Arc<Budget>,
) -> Result<Bytes, HttpError> {
    let small = body.len() <= IN_PLACE;
    let mut inflater = Inflater::new(body, coding, bounds, Arc::clone(budget));
    if small && inflater.advance_to(IN_PLACE)? {
        return Ok(inflater.into_bytes());
    }
    let rest = heavy(move || {
        inflater.advance_to(usize::MAX)?;
        Ok(inflater.into_bytes())
    });
    rest.await.unwrap_or_else(|| Err(HttpError::stopping()))
}

struct Inflater {
    decoder: Decoder,
    inflated: Vec<u8>,
    /// The largest result of this body in bytes.
    most: usize,
    /// The size of the buffer in bytes, when it is first needed.
    expected: usize,
    bounds: Bounds,
    budget: Arc<Budget>,
    charge: Option<Charge>,
}

impl Inflater {
    fn new(body: Bytes, coding: ContentCoding, bounds: Bounds, budget: Arc<Budget>) -> Self {
        let most = bounds.size.min(body.len().saturating_mul(bounds.ratio).max(ANY_RATIO));
        // A buffer that is moved while it grows takes memory twice.
        let expected =
            announced_size(&body, coding).unwrap_or_default().clamp(FIRST_CAPACITY, most.max(FIRST_CAPACITY));
        let decoder = Decoder::new(body, coding);
        Inflater { decoder, inflated: Vec::new(), most, expected, bounds, budget, charge: None }
    }

    /// Inflates until there are at least this many bytes, or to the end. True if the end is reached.
    fn advance_to(&mut self, size: usize) -> Result<bool, HttpError> {
        let mut piece = [0; PIECE];
        while self.inflated.len() < size {
            let count = self.decoder.read(&mut piece).ok_or_else(HttpError::broken_coding)?;
            if count == 0 {
                return self.charge_values().then_some(true).ok_or_else(HttpError::memory);
            }
            self.append(&piece[..count])?;
        }
        Ok(false)
    }

    fn append(&mut self, piece: &[u8]) -> Result<(), HttpError> {
        let size = self.inflated.len() + piece.len();
        if size > self.bounds.size {
            return Err(HttpError::too_large(self.bounds.size));
        }
        if size > self.most {
            return Err(HttpError::inflates_too_far(self.bounds.ratio));
        }
        if size > self.inflated.capacity() {
            // A vector that grows by itself could take twice the limit.
            let capacity = (2 * self.inflated.capacity()).max(self.expected).min(self.most).max(size);
            if !self.charge(capacity) {
                return Err(HttpError::memory());
            }
            self.inflated.reserve_exact(capacity - self.inflated.len());
        }
        self.inflated.extend_from_slice(piece);
        Ok(())
    }

    /// Charges an estimate of the values that a large document is decoded into.
    fn charge_values(&mut self) -> bool {
        let bytes = self.inflated.capacity() + estimate_of_values(&self.inflated);
        self.charge.as_mut().is_none_or(|charge| charge.resize(bytes))
    }

    fn into_bytes(self) -> Bytes {
        match self.charge {
            Some(charge) => held(self.inflated.into(), charge),
            None => self.inflated.into(),
        }
    }

    fn charge(&mut self, bytes: usize) -> bool {
        match &mut self.charge {
            Some(charge) => charge.resize(bytes),
            None if bytes < COUNTED => true,
            none => {
                *none = self.budget.take_for_request(bytes);
                none.is_some()
            }
        }
    }
}

enum Decoder {
    /// One gzip member: clients send no more, and data behind it is refused.
    Gzip(Box<GzDecoder<Cursor<Bytes>>>),
    Deflate {
        state: Decompress,
        unread: Bytes,
        ended: bool,
    },
}

impl Decoder {
    fn new(body: Bytes, coding: ContentCoding) -> Self {
        match coding {
            ContentCoding::Gzip => Decoder::Gzip(Box::new(GzDecoder::new(Cursor::new(body)))),
            ContentCoding::Deflate => {
                Decoder::Deflate { state: Decompress::new(has_zlib_header(&body)), unread: body, ended: false }
            }
        }
    }

    /// Fills a part of a non-empty buffer. Returns 0 at a proper end, and None for a damaged body.
    fn read(&mut self, piece: &mut [u8]) -> Option<usize> {
        match self {
            Decoder::Gzip(decoder) => {
                let count = decoder.read(piece).ok()?;
                let body = decoder.get_ref();
                (count > 0 || body.position() == body.get_ref().len() as u64).then_some(count)
            }
            Decoder::Deflate { state, unread, ended } => {
                if *ended {
                    return unread.is_empty().then_some(0);
                }
                let (read, written) = (state.total_in(), state.total_out());
                let status = state.decompress(unread, piece, FlushDecompress::None).ok()?;
                *unread = unread.slice(usize::try_from(state.total_in() - read).ok()?..);
                let count = usize::try_from(state.total_out() - written).ok()?;
                *ended = matches!(status, Status::StreamEnd);
                match count {
                    0 if *ended => unread.is_empty().then_some(0),
                    0 => None,
                    count => Some(count),
                }
            }
        }
    }
}

/// The size in bytes that a gzip body announces at its end, modulo 2³². It need not be true.
fn announced_size(body: &[u8], coding: ContentCoding) -> Option<usize> {
    match coding {
        ContentCoding::Gzip => usize::try_from(u32::from_le_bytes(*body.last_chunk()?)).ok(),
        ContentCoding::Deflate => None,
    }
}

/// A raw stream that begins with the same two bytes would have ones where all compressors write zeros.
fn has_zlib_header(body: &[u8]) -> bool {
    let [first, second, ..] = *body else { return false };
    first & 0x0f == 8 && u16::from_be_bytes([first, second]).is_multiple_of(31)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use actix_web::http::StatusCode;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};

    use super::*;

    const BOUNDS: Bounds = Bounds { size: 2 << 20, ratio: 50 };

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("into memory")
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("into memory")
    }

    fn raw(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("into memory")
    }

    fn codings(bytes: &[u8]) -> [(ContentCoding, Vec<u8>); 3] {
        [
            (ContentCoding::Gzip, gzip(bytes)),
            (ContentCoding::Deflate, zlib(bytes)),
            (ContentCoding::Deflate, raw(bytes)),
        ]
    }

    fn run(coding: ContentCoding, body: Vec<u8>, bounds: Bounds) -> Result<Bytes, HttpError> {
        let budget = Arc::new(Budget::new(None));
        let inflated = actix_web::rt::System::new().block_on(inflate(body.into(), coding, bounds, &budget));
        inflated.inspect(|document| {
            assert_eq!(budget.is_free(), document.len() < COUNTED);
        })
    }

    fn status(coding: ContentCoding, body: Vec<u8>) -> StatusCode {
        run(coding, body, BOUNDS).expect_err("refused").status()
    }

    /// Bytes that do not compress well.
    fn noise(size: usize) -> Vec<u8> {
        let step = |state: &mut u32| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Some((*state >> 24) as u8)
        };
        std::iter::repeat_with({
            let mut state = 1;
            move || step(&mut state).unwrap_or_default()
        })
        .take(size)
        .collect()
    }

    #[test]
    fn every_coding_gives_the_document_back() {
        for size in [0, 1, IN_PLACE - 1, IN_PLACE, IN_PLACE + 1, 1 << 20] {
            let document = noise(size);
            for (coding, body) in codings(&document) {
                assert!(run(coding, body, BOUNDS).expect("sound") == document, "{coding:?} {size}");
            }
        }
    }

    #[test]
    fn a_body_that_is_cut_off_anywhere_is_broken() {
        let document = noise(300);
        for (coding, body) in codings(&document) {
            for end in 0..body.len() {
                assert_eq!(status(coding, body[..end].to_vec()), StatusCode::BAD_REQUEST, "{coding:?} {end}");
            }
        }
    }

    #[test]
    fn whatever_follows_the_end_is_refused() {
        let document = noise(300);
        for (coding, body) in codings(&document) {
            for tail in [&b"\0"[..], b"x", &body] {
                assert_eq!(status(coding, [&body, tail].concat()), StatusCode::BAD_REQUEST, "{coding:?}");
            }
        }
    }

    #[test]
    fn a_wrong_checksum_is_found() {
        for (coding, body) in [(ContentCoding::Gzip, gzip(&noise(300))), (ContentCoding::Deflate, zlib(&noise(300)))] {
            for from_end in 1..=4 {
                let mut body = body.clone();
                let position = body.len() - from_end;
                body[position] ^= 1;
                assert_eq!(status(coding, body), StatusCode::BAD_REQUEST, "{coding:?} {from_end}");
            }
        }
    }

    #[test]
    fn the_size_is_bounded_while_inflating() {
        for (coding, body) in codings(&noise((2 << 20) + 1)) {
            let error = run(coding, body, BOUNDS).expect_err("too large");
            assert_eq!(error.status(), StatusCode::PAYLOAD_TOO_LARGE);
            assert!(error.sentence().contains("2097152 bytes"), "{}", error.sentence());
        }
    }

    #[test]
    fn the_ratio_is_bounded_beyond_small_bodies() {
        let zeros = vec![0; ANY_RATIO + 1];
        for (coding, body) in codings(&zeros) {
            let error = run(coding, body, BOUNDS).expect_err("a bomb");
            assert_eq!(error.status(), StatusCode::PAYLOAD_TOO_LARGE);
            assert!(error.sentence().contains("`HttpSettings::inflation_ratio`"), "{}", error.sentence());
        }
        for (coding, body) in codings(&zeros[..ANY_RATIO]) {
            assert_eq!(run(coding, body, BOUNDS).expect("small").len(), ANY_RATIO, "{coding:?}");
        }
        for (coding, body) in codings(&zeros) {
            let bounds = Bounds { ratio: 2000, ..BOUNDS };
            assert_eq!(run(coding, body, bounds).expect("allowed").len(), zeros.len(), "{coding:?}");
        }
    }

    #[test]
    fn no_more_memory_is_taken_than_the_limit() {
        let mut inflater =
            Inflater::new(gzip(&noise(3 << 19)).into(), ContentCoding::Gzip, BOUNDS, Arc::new(Budget::new(None)));
        inflater.advance_to(usize::MAX).expect("within the limits");
        assert!(inflater.inflated.capacity() <= BOUNDS.size, "{}", inflater.inflated.capacity());
    }
}
