//! Headers of requests and responses.

use std::borrow::Cow;

use hyper::header::{ACCEPT_ENCODING, CONTENT_TYPE, HOST, HeaderMap, HeaderName, HeaderValue};

use crate::error::Error;

/// The headers of every request.
pub(super) fn headers(host: &str, own: &[(String, String)]) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::with_capacity(own.len() + 4);
    headers.insert(HOST, value("host", host)?);
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/xml"));
    if cfg!(feature = "gzip") {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
    }
    insert_all(&mut headers, own)?;
    Ok(headers)
}

/// Adds headers; each takes the place of another of its name.
pub(super) fn insert_all(headers: &mut HeaderMap, own: &[(String, String)]) -> Result<(), Error> {
    for (name, text) in own {
        let key = HeaderName::from_bytes(name.as_bytes());
        let key = key.map_err(|_| Error::usage(format!("{name} is not the name of a header")))?;
        headers.insert(key, value(name, text)?);
    }
    Ok(())
}

/// A value that is never shown.
fn value(name: &str, text: &str) -> Result<HeaderValue, Error> {
    let mut value = HeaderValue::from_bytes(text.as_bytes()).map_err(|_| {
        Error::usage(format!("the value of the header {name} has a character that HTTP does not allow"))
    })?;
    value.set_sensitive(!matches!(name, "host" | "user-agent"));
    Ok(value)
}

/// The content type of a response.
pub(super) fn content_type(headers: &HeaderMap) -> Option<Cow<'static, str>> {
    const COMMON: [&str; 3] = ["text/xml", "text/xml; charset=utf-8", "application/xml"];
    let value = headers.get(CONTENT_TYPE)?.as_bytes();
    match COMMON.iter().find(|common| common.as_bytes() == value) {
        Some(common) => Some(Cow::Borrowed(common)),
        None => Some(Cow::Owned(String::from_utf8_lossy(value).into_owned())),
    }
}
