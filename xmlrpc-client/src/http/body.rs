//! The body of a response, within a limit.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use hyper::body::{Body, Bytes, Incoming};
use hyper::header::{CONTENT_ENCODING, HeaderMap};

#[cfg(feature = "gzip")]
use super::gzip::Inflater;
use crate::error::{Error, escaped};

/// What has been read of a body.
pub(super) struct Collected {
    content: Content,
    /// The length that the server declared.
    declared: usize,
    limit: usize,
}

enum Content {
    /// One piece, which is all of most bodies.
    One(Bytes),
    /// Several pieces in one.
    Several(Vec<u8>),
    #[cfg(feature = "gzip")]
    Compressed(Box<Inflater>),
}

/// Why a body cannot be read.
pub(super) enum Overflow {
    Broken(hyper::Error),
    Limit(Error),
}

impl Collected {
    /// Prepares for a body. One whose declared length exceeds the limit is an error at once.
    pub(super) fn new(headers: &HeaderMap, body: &Incoming, limit: usize) -> Result<Self, Error> {
        let declared = usize::try_from(body.size_hint().lower()).unwrap_or(usize::MAX);
        if declared > limit {
            return Err(too_large(limit));
        }
        let content = match headers.get(CONTENT_ENCODING) {
            None => Content::One(Bytes::new()),
            Some(encoding) => content(encoding.as_bytes(), limit)?,
        };
        Ok(Collected { content, declared, limit })
    }

    /// Takes the next piece; ready with none at the end.
    pub(super) fn poll(
        &mut self,
        body: Pin<&mut Incoming>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<(), Overflow>>> {
        let frame = match ready!(body.poll_frame(cx)) {
            Some(Ok(frame)) => frame,
            Some(Err(error)) => return Poll::Ready(Some(Err(Overflow::Broken(error)))),
            None => return Poll::Ready(None),
        };
        // Trailers are ignored.
        let Ok(piece) = frame.into_data() else { return Poll::Ready(Some(Ok(()))) };
        Poll::Ready(Some(self.push(piece).map_err(Overflow::Limit)))
    }

    fn push(&mut self, piece: Bytes) -> Result<(), Error> {
        match &mut self.content {
            #[cfg(feature = "gzip")]
            Content::Compressed(inflater) => inflater.push(&piece)?,
            Content::One(first) if first.is_empty() && piece.len() <= self.limit => *first = piece,
            Content::One(first) => {
                if piece.len() > self.limit - first.len() {
                    return Err(too_large(self.limit));
                }
                let mut all = Vec::with_capacity(self.declared.max(2 * first.len()));
                all.extend_from_slice(first);
                all.extend_from_slice(&piece);
                self.content = Content::Several(all);
            }
            Content::Several(all) => {
                if piece.len() > self.limit - all.len() {
                    return Err(too_large(self.limit));
                }
                all.extend_from_slice(&piece);
            }
        }
        Ok(())
    }

    /// What there is of a body that cannot be read to its end.
    pub(super) fn into_part(self) -> Bytes {
        match self.content {
            Content::One(bytes) => bytes,
            Content::Several(bytes) => bytes.into(),
            #[cfg(feature = "gzip")]
            Content::Compressed(inflater) => inflater.into_part().into(),
        }
    }

    pub(super) fn into_bytes(self) -> Result<Bytes, Error> {
        match self.content {
            Content::One(bytes) => Ok(bytes),
            Content::Several(bytes) => Ok(bytes.into()),
            #[cfg(feature = "gzip")]
            Content::Compressed(inflater) => Ok(inflater.finish()?.into()),
        }
    }
}

/// What a content encoding needs.
fn content(encoding: &[u8], limit: usize) -> Result<Content, Error> {
    let name = encoding.trim_ascii().to_ascii_lowercase();
    match &name[..] {
        b"" | b"identity" => Ok(Content::One(Bytes::new())),
        #[cfg(feature = "gzip")]
        b"gzip" | b"x-gzip" => Ok(Content::Compressed(Box::new(Inflater::new(limit)))),
        other => {
            let (name, _) = (escaped(other), limit);
            let known = if cfg!(feature = "gzip") { "" } else { "; the feature \"gzip\" of xmlrpc-client reads gzip" };
            let message =
                format!("the response is compressed with \"{name}\", which the client did not ask for{known}");
            Err(Error::decode(xmlrpc_core::Error::new(xmlrpc_core::fault::UNSUPPORTED_ENCODING, message)))
        }
    }
}

#[cold]
pub(super) fn too_large(limit: usize) -> Error {
    Error::limit(format!("the response is larger than the {limit} bytes that `Limits::body` allows"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_gathered_up_to_the_limit() {
        let mut collected = Collected { content: Content::One(Bytes::new()), declared: 0, limit: 6 };
        for piece in ["ab", "", "cd", "ef"] {
            assert!(collected.push(Bytes::from(piece)).is_ok());
        }
        assert!(collected.push(Bytes::from("g")).is_err());
        assert_eq!(&collected.into_bytes().unwrap()[..], b"abcdef");
        let mut collected = Collected { content: Content::One(Bytes::new()), declared: 0, limit: 6 };
        assert!(collected.push(Bytes::from("1234567")).is_err());
    }
}
