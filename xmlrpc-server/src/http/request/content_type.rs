//! The content types of calls.
//!
//! Only XML types are accepted: a page in a browser cannot send one to another site without a preflight request, which
//! this server never grants.

use std::borrow::Cow;

use actix_web::http::header::HeaderValue;
use actix_web::mime::{self, Mime};

use crate::http::response::HttpError;

/// Returns the character set that an XML type names, if it names one.
pub(crate) fn charset(value: &HeaderValue) -> Result<Option<Cow<'static, str>>, HttpError> {
    match value.as_bytes() {
        b"text/xml" => Ok(None),
        usual if is_text_in_utf8(usual) => Ok(Some(Cow::Borrowed("utf-8"))),
        _ => {
            let media_type = value.to_str().ok().and_then(parse).filter(is_xml);
            let media_type = media_type.ok_or_else(|| HttpError::content_type(Some(value)))?;
            // Some clients take single quotes for quotes; no character set has any in its name.
            let charset = media_type.get_param(mime::CHARSET).map(|name| name.as_str().trim_matches('\'').to_owned());
            Ok(charset.filter(|name| !name.is_empty()).map(Cow::Owned))
        }
    }
}

/// Whether this is what nearly all clients write that name a character set.
fn is_text_in_utf8(value: &[u8]) -> bool {
    let Some(parameter) = value.strip_prefix(b"text/xml;") else { return false };
    parameter.strip_prefix(b" ").unwrap_or(parameter).eq_ignore_ascii_case(b"charset=utf-8")
}

/// Whether this is the type of forms, which `curl -d` and others send unless they are given another one.
pub(crate) fn is_form(value: &HeaderValue) -> bool {
    const FORM: &str = "application/x-www-form-urlencoded";
    let essence = value.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
    essence.trim().eq_ignore_ascii_case(FORM)
}

/// The type and its parameters. Some clients write a comma or a blank for the semicolon, as in `text/xml, charset=utf-8`:
/// what follows must begin with a parameter, so that it is no second type.
fn split(value: &str) -> (&str, &str) {
    let value = value.trim();
    let Some((essence, parameters)) = value.find([';', ',', ' ', '\t']).map(|at| value.split_at(at)) else {
        return (value, "");
    };
    let rest = parameters.trim_start_matches([' ', '\t']);
    if let Some(parameters) = rest.strip_prefix(';') {
        return (essence, parameters);
    }
    let rest = rest.trim_start_matches([',', ' ', '\t']);
    let name = rest.split_once('=').map(|(name, _)| name.trim());
    let is_parameter =
        name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_parameter || rest.is_empty() { (essence, rest) } else { (value, "") }
}

/// Parses a media type. One whose parameters are malformed is taken without them: the document's XML declaration names
/// the character set too.
fn parse(value: &str) -> Option<Mime> {
    let (essence, parameters) = split(value);
    value.parse().or_else(|_| format!("{essence};{parameters}").parse()).or_else(|_| essence.parse()).ok()
}

fn is_xml(media_type: &Mime) -> bool {
    let known = matches!(media_type.type_(), mime::TEXT | mime::APPLICATION) && media_type.subtype() == mime::XML;
    known || media_type.suffix() == Some(mime::XML)
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
            "text/xml; charset = latin1",
            "text/xml; charset=''",
            "text/xml,",
            "text/xml , charset = utf-8",
            " text/xml ",
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
            "text/plain, charset=utf-8",
            "text/plain text/xml",
            "text/xml text/plain",
            "text/xml, text/plain; charset=utf-8",
            "application/x-www-form-urlencoded, charset=x+xml",
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
            ("text/xml;charset=\"ISO-8859-1\"", "iso-8859-1"),
            ("text/xml ; CHARSET=latin1; x=y", "latin1"),
            ("application/rpc+xml; a=\"x;charset=no\"; charset=yes", "yes"),
            ("text/xml; charset=first; charset=second", "first"),
            ("text/xml; charset='utf-8'", "utf-8"),
            ("text/xml, charset=utf-8", "utf-8"),
            ("text/xml charset=ISO-8859-1", "iso-8859-1"),
            ("application/xml,charset=\"latin1\"", "latin1"),
        ] {
            assert_eq!(read(value).ok().flatten().as_deref(), Some(expected), "{value}");
        }
    }
}
