//! The rarely sent headers that a request has.

use actix_web::http::header::{CONTENT_ENCODING, HeaderMap, ORIGIN, TRANSFER_ENCODING, UPGRADE};

use super::origins::SEC_FETCH_SITE;

/// Which of the headers that most requests lack are there. One walk over the names costs less than one hash lookup for
/// each header.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PresentHeaders {
    pub(crate) origin: bool,
    pub(crate) fetch_site: bool,
    pub(crate) content_encoding: bool,
    pub(crate) transfer_encoding: bool,
    pub(crate) upgrade: bool,
}

impl PresentHeaders {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let mut present = PresentHeaders::default();
        for name in headers.keys() {
            match *name {
                ORIGIN => present.origin = true,
                CONTENT_ENCODING => present.content_encoding = true,
                TRANSFER_ENCODING => present.transfer_encoding = true,
                UPGRADE => present.upgrade = true,
                _ => present.fetch_site |= *name == SEC_FETCH_SITE,
            }
        }
        present
    }
}
