//! The content types in which a call may come.
//!
//! Only XML types: a page in a browser cannot send one to another site without asking first, which nobody grants it.

use std::borrow::Cow;

use actix_web::http::header::HeaderValue;

use crate::http::response::HttpError;

/// The character set that an XML type names, if it names one.
pub(crate) fn charset(value: &HeaderValue) -> Result<Option<Cow<'static, str>>, HttpError> {
    match value.as_bytes() {
        b"text/xml" => Ok(None),
        type_ if is_text_in_utf8(type_) => Ok(Some(Cow::Borrowed("utf-8"))),
        _ => {
            let charset = value.to_str().ok().and_then(parse).ok_or_else(HttpError::content_type)?;
            Ok(charset.map(Cow::Owned))
        }
    }
}

/// Whether this is what clients write that name a character set, nearly all of them.
fn is_text_in_utf8(value: &[u8]) -> bool {
    let Some(parameter) = value.strip_prefix(b"text/xml;") else { return false };
    parameter.strip_prefix(b" ").unwrap_or(parameter).eq_ignore_ascii_case(b"charset=utf-8")
}

/// The outer `Option`: whether this is an XML type; the inner: its character set.
fn parse(value: &str) -> Option<Option<String>> {
    let (essence, parameters) = value.split_once(';').unwrap_or((value, ""));
    if !is_xml(essence.trim()) {
        return None;
    }
    Some(parameter(parameters, "charset").filter(|name| !name.is_empty()))
}

fn is_xml(essence: &str) -> bool {
    let Some((kind, subtype)) = essence.split_once('/') else { return false };
    let known = (kind.eq_ignore_ascii_case("text") || kind.eq_ignore_ascii_case("application"))
        && subtype.eq_ignore_ascii_case("xml");
    known || (is_token(kind) && is_token(subtype) && ends_in_xml(subtype))
}

fn ends_in_xml(subtype: &str) -> bool {
    subtype.len().checked_sub("+xml".len()).is_some_and(|start| {
        start > 0 && subtype.get(start..).is_some_and(|suffix| suffix.eq_ignore_ascii_case("+xml"))
    })
}

fn is_token(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The first parameter of this name, without its quotes.
fn parameter(mut parameters: &str, name: &str) -> Option<String> {
    while !parameters.is_empty() {
        let end = end_of_parameter(parameters);
        let (parameter, rest) = parameters.split_at(end);
        parameters = rest.get(1..).unwrap_or("");
        if let Some((key, value)) = parameter.split_once('=')
            && key.trim().eq_ignore_ascii_case(name)
        {
            return Some(unquoted(value.trim()));
        }
    }
    None
}

/// The position of the semicolon that ends the first parameter; one between quotes does not.
fn end_of_parameter(parameters: &str) -> usize {
    let mut quoted = false;
    let mut escaped = false;
    for (position, byte) in parameters.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b';' if !quoted => return position,
            _ => {}
        }
    }
    parameters.len()
}

/// Some clients take single quotes for quotes; no character set's name has any.
fn unquoted(value: &str) -> String {
    let between = |quote| value.strip_prefix(quote)?.strip_suffix(quote);
    match (between('"'), between('\'')) {
        (Some(inner), _) => inner.replace('\\', ""),
        (None, inner) => inner.unwrap_or(value).trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Result<Option<Cow<'static, str>>, HttpError> {
        charset(&HeaderValue::from_str(value).expect("a header value"))
    }

    #[test]
    fn xml_types_are_taken() {
        for value in [
            "text/xml",
            "TEXT/XML",
            "application/xml",
            "Application/Xml ; charset",
            "application/rpc+xml",
            "image/svg+XML",
            "text/xml;",
            "text/xml; ;;",
            "text/xml; charset=",
            "text/xml; charset= ; x=y",
            "text/xml; charset=\"\"",
            "text/xml; charset=''",
        ] {
            assert_eq!(read(value).ok(), Some(None), "{value}");
        }
    }

    #[test]
    fn other_types_are_refused() {
        for value in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=xml",
            "application/json",
            "xml",
            "text/+xml",
            "/x+xml",
            "text/plain, a/b+xml",
            "text/xml, text/plain",
            "text/xmlx",
            "",
            "é/xml",
        ] {
            assert!(read(value).is_err(), "{value}");
        }
    }

    #[test]
    fn the_character_set_is_found() {
        for (value, expected) in [
            ("text/xml; charset=utf-8", "utf-8"),
            ("text/xml;charset=UTF-8", "utf-8"),
            ("text/xml;  charset=utf-8", "utf-8"),
            ("text/xml; charset=utf-8;", "utf-8"),
            ("text/xml; charset=utf-16", "utf-16"),
            ("text/xml;charset=\"ISO-8859-1\"", "ISO-8859-1"),
            ("text/xml; CHARSET = latin1 ; x=y", "latin1"),
            ("text/xml; a=\"x;charset=no\\\";\"; charset=yes", "yes"),
            ("text/xml; charset=first; charset=second", "first"),
            ("text/xml; charset=\"u\\tf-8\"", "utf-8"),
            ("text/xml; charset='utf-8'", "utf-8"),
            ("text/xml; charset='utf-8", "'utf-8"),
        ] {
            assert_eq!(read(value).ok().flatten().as_deref(), Some(expected), "{value}");
        }
    }
}
