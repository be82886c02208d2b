//! From the response's document to the result of a call.

use serde::de::{DeserializeOwned, IgnoredAny};
use xmlrpc_core::{Dialect, ErrorKind};

use super::Client;
use crate::error::{Error, Result};
use crate::transport::Response;

impl Client {
    /// Reads the result, or the fault in its place.
    pub(super) fn read_response<T: DeserializeOwned>(&self, response: Response) -> Result<T> {
        let response = self.checked(response)?;
        let settings = &self.inner.settings;
        let charset = response.content_type.as_deref().and_then(charset);
        match settings.reading.read_response_in(response.document.clone(), charset, &settings.limits) {
            Ok(Ok(result)) => Ok(result),
            Ok(Err(fault)) => Err(Error::from_fault(fault)),
            Err(error) => Err(unreadable(error, &response)),
        }
    }

    /// The response, if it may have a result.
    fn checked(&self, response: Response) -> Result<Response> {
        let settings = &self.inner.settings;
        if !(200..300).contains(&response.status) {
            return Err(self.refused(response));
        }
        if response.document.is_empty() {
            if !settings.empty_is_nil {
                let error = Error::http(response.status, response.content_type.as_deref(), b"");
                return Err(error.saying("the response is empty; `empty_is_nil` reads it as nil"));
            }
            let nil = Dialect::standard().write_response(&()).map_err(Error::encode)?;
            return Ok(Response { document: nil.into(), content_type: None, ..response });
        }
        Ok(response)
    }

    /// The error of a response whose status is no success. Some servers send faults so.
    #[cold]
    fn refused(&self, response: Response) -> Error {
        let settings = &self.inner.settings;
        let content_type = response.content_type.as_deref();
        let charset = content_type.and_then(charset);
        let read =
            settings.reading.read_response_in::<IgnoredAny>(response.document.clone(), charset, &settings.limits);
        match read {
            Ok(Err(fault)) => Error::from_fault(fault),
            _ => {
                let error = Error::http(response.status, content_type, &response.document);
                match advice(response.status) {
                    Some(advice) => error.saying(advice),
                    None => error,
                }
            }
        }
    }
}

/// What to do about a status.
fn advice(status: u16) -> Option<&'static str> {
    Some(match status {
        400 => "the server cannot read the call; some servers answer so to an unknown method",
        401 => "the server asks for a user name and a password, or a token: set `basic_auth` or `bearer`",
        403 => "the server does not allow the call: check the credentials, and the names that it serves",
        404 => "there is no XML-RPC at this path, or no such method: check the address and the name",
        405 => "there is no XML-RPC at this path: check the address",
        407 => "the proxy asks for a user name and a password: write them in its address",
        411 | 415 => "the server cannot read such a request: check the address, and leave `compress_from` out",
        413 => "the call is larger than the server allows",
        429 | 503 => "the server is busy: try again later",
        502 | 504 => "a proxy in front of the server got no response from it",
        _ => return None,
    })
}

/// The error of a document that cannot be read: of its content, or that it is something else.
#[cold]
fn unreadable(error: xmlrpc_core::Error, response: &Response) -> Error {
    let content_type = response.content_type.as_deref();
    let is_document = !matches!(error.kind(), ErrorKind::Syntax | ErrorKind::Structure | ErrorKind::Encoding);
    if is_document || looks_like_a_response(&response.document) {
        return Error::decode(error);
    }
    Error::http(response.status, content_type, &response.document).saying("the response is no XML-RPC")
}

/// Whether a document begins as XML-RPC does. A document that cannot be read is a page otherwise.
fn looks_like_a_response(document: &[u8]) -> bool {
    let text = document.strip_prefix(b"\xef\xbb\xbf").unwrap_or(document).trim_ascii_start();
    let is_utf_16 = document.starts_with(b"\xff\xfe") || document.starts_with(b"\xfe\xff");
    let names_the_root = || {
        let start = &text[..text.len().min(1000)];
        start.windows(b"methodResponse".len()).any(|name| name.eq_ignore_ascii_case(b"methodResponse"))
    };
    let is_declared = text.starts_with(b"<?xml") && !has_html(text);
    is_utf_16 || is_declared || names_the_root()
}

fn has_html(text: &[u8]) -> bool {
    let start = &text[..text.len().min(1000)];
    [&b"<html"[..], b"<!doctype html"]
        .iter()
        .any(|tag| start.windows(tag.len()).any(|found| found.eq_ignore_ascii_case(tag)))
}

/// The charset parameter of a content type.
fn charset(content_type: &str) -> Option<&str> {
    match content_type {
        "text/xml" | "application/xml" => return None,
        "text/xml; charset=utf-8" => return Some("utf-8"),
        _ => {}
    }
    content_type.split([';', ',']).skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        name.trim().eq_ignore_ascii_case("charset").then_some(value).filter(|value| !value.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_told_from_damaged_responses() {
        for page in ["<html>", "<!DOCTYPE HTML>", "<?xml version='1.0'?><!DOCTYPE html PUBLIC>", "404", "{}"] {
            assert!(!looks_like_a_response(page.as_bytes()), "{page}");
        }
        for cut in ["<?xml version='1.0'?>", "\u{feff}\n<?xml", "<methodResponse><par", "  <METHODRESPONSE>"] {
            assert!(looks_like_a_response(cut.as_bytes()), "{cut}");
        }
    }

    #[test]
    fn a_charset_may_be_quoted() {
        assert_eq!(charset("text/xml; charset=utf-8"), Some("utf-8"));
        assert_eq!(charset("text/xml;Charset=\"ISO-8859-1\";x=y"), Some("ISO-8859-1"));
        assert_eq!(charset("text/xml, charset=utf-8"), Some("utf-8"));
        assert_eq!(charset("text/xml; charset="), None);
        assert_eq!(charset("charset=x"), None);
    }
}
