//! Compression with gzip.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::{GzEncoder, MultiGzDecoder};
use xmlrpc_core::fault::NOT_WELL_FORMED;

use super::body::too_large;
use crate::error::Error;

/// Decompresses pieces of a body up to a limit.
pub(super) struct Inflater(MultiGzDecoder<Bounded>);

/// A buffer that takes no more than a limit.
struct Bounded {
    bytes: Vec<u8>,
    limit: usize,
    is_full: bool,
}

impl Write for Bounded {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if piece.len() > self.limit - self.bytes.len() {
            self.is_full = true;
            return Err(io::Error::other("the limit"));
        }
        self.bytes.extend_from_slice(piece);
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Inflater {
    pub(super) fn new(limit: usize) -> Self {
        Inflater(MultiGzDecoder::new(Bounded { bytes: Vec::new(), limit, is_full: false }))
    }

    pub(super) fn push(&mut self, piece: &[u8]) -> Result<(), Error> {
        let written = self.0.write_all(piece);
        written.map_err(|error| self.error(&error))
    }

    pub(super) fn finish(mut self) -> Result<Vec<u8>, Error> {
        let finished = self.0.try_finish();
        finished.map_err(|error| self.error(&error))?;
        Ok(std::mem::take(&mut self.0.get_mut().bytes))
    }

    /// What has been decompressed so far.
    pub(super) fn into_part(mut self) -> Vec<u8> {
        std::mem::take(&mut self.0.get_mut().bytes)
    }

    #[cold]
    fn error(&self, error: &io::Error) -> Error {
        let bounded = self.0.get_ref();
        if bounded.is_full {
            return too_large(bounded.limit);
        }
        let message = format!("the compressed response is damaged: {error}");
        Error::decode(xmlrpc_core::Error::new(NOT_WELL_FORMED, message))
    }
}

/// Compresses a document.
pub(super) fn compressed(document: &[u8]) -> Result<Vec<u8>, Error> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(document.len() / 4), Compression::fast());
    let written = encoder.write_all(document).and_then(|()| encoder.finish());
    written.map_err(|error| Error::usage(format!("the call cannot be compressed: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inflated(pieces: &[&[u8]], limit: usize) -> Result<Vec<u8>, Error> {
        let mut inflater = Inflater::new(limit);
        pieces.iter().try_for_each(|piece| inflater.push(piece))?;
        inflater.finish()
    }

    #[test]
    fn what_is_compressed_comes_back() {
        let document = b"<methodCall>".repeat(1000);
        let packed = compressed(&document).unwrap();
        let (a, b) = packed.split_at(10);
        assert_eq!(inflated(&[a, b], document.len()).unwrap(), document);
        assert_eq!(inflated(&[&packed, &packed], 2 * document.len()).unwrap().len(), 2 * document.len());
    }

    #[test]
    fn a_bomb_ends_at_the_limit_and_damage_is_an_error() {
        let packed = compressed(&vec![0; 8 << 20]).unwrap();
        let error = inflated(&[&packed], 1 << 20).unwrap_err();
        assert_eq!(error.kind(), crate::ErrorKind::Limit);
        for damaged in [&packed[..packed.len() - 1], &packed[..4], b"<xml>"] {
            assert_eq!(inflated(&[damaged], 16 << 20).unwrap_err().kind(), crate::ErrorKind::Decode);
        }
    }
}
