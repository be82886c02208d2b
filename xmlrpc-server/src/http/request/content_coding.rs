//! Content codings: that of a request, and whether its response may be gzip.

use actix_web::http::header::{
    ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap, Quality, QualityItem, from_comma_delimited,
};

use crate::http::response::HttpError;

/// The coding of a request's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContentCoding {
    Gzip,
    /// With the header of zlib or without: clients send both under this name.
    Deflate,
}

/// Returns the coding that the head of a request names, if it names one.
pub(crate) fn of_request(headers: &HeaderMap) -> Result<Option<ContentCoding>, HttpError> {
    let names: Vec<String> =
        from_comma_delimited(headers.get_all(CONTENT_ENCODING)).map_err(|_| HttpError::content_coding())?;
    let mut found = None;
    for name in names {
        let coding = match name.to_ascii_lowercase().as_str() {
            "identity" => continue,
            "gzip" | "x-gzip" => ContentCoding::Gzip,
            "deflate" => ContentCoding::Deflate,
            _ => return Err(HttpError::content_coding()),
        };
        if found.replace(coding).is_some() {
            return Err(HttpError::content_coding());
        }
    }
    Ok(found)
}

/// Whether a client accepts gzip, and prefers it to the plain document or has no preference.
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all(ACCEPT_ENCODING);
    if let (Some(value), None) = (values.next(), values.next())
        && matches!(value.as_bytes(), b"gzip" | b"gzip, deflate" | b"gzip, deflate, br")
    {
        return true;
    }
    let accepted: Vec<QualityItem<String>> = from_comma_delimited(headers.get_all(ACCEPT_ENCODING)).unwrap_or_default();
    let quality = |names: &[&str]| {
        let named = |item: &&QualityItem<String>| names.iter().any(|name| item.item.eq_ignore_ascii_case(name));
        accepted.iter().find(named).map(|item| item.quality)
    };
    // The asterisk stands for everything that is not named.
    let gzip = quality(&["gzip", "x-gzip"]).or_else(|| quality(&["*"])).unwrap_or(Quality::ZERO);
    gzip > Quality::ZERO && quality(&["identity"]).is_none_or(|identity| gzip >= identity)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    fn headers(name: HeaderName, values: &[&'static str]) -> HeaderMap {
        values.iter().map(|value| (name.clone(), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn one_coding_is_known_by_all_its_names() {
        for (values, coding) in [
            (&[][..], None),
            (&["identity"], None),
            (&[""], None),
            (&["gzip"], Some(ContentCoding::Gzip)),
            (&["X-GZip"], Some(ContentCoding::Gzip)),
            (&["identity, gzip "], Some(ContentCoding::Gzip)),
            (&["deflate", "identity"], Some(ContentCoding::Deflate)),
        ] {
            assert_eq!(of_request(&headers(CONTENT_ENCODING, values)).expect("known"), coding, "{values:?}");
        }
    }

    #[test]
    fn several_codings_and_others_are_refused() {
        for values in [&["br"][..], &["zstd"], &["gzip, gzip"], &["gzip", "deflate"], &["compress"], &["gzip;q=1"]] {
            assert!(of_request(&headers(CONTENT_ENCODING, values)).is_err(), "{values:?}");
        }
    }

    #[test]
    fn weights_decide_whether_gzip_is_sent() {
        for (values, accepted) in [
            (&["gzip"][..], true),
            (&["deflate, x-GZIP ; Q=0.5"], true),
            (&["*"], true),
            (&["br", "gzip;q=0.001"], true),
            (&["identity;q=0.5, gzip;q=0.5"], true),
            (&["*;q=0.1, identity;q=0"], true),
            (&[], false),
            (&[""], false),
            (&["deflate"], false),
            (&["gzip;q=0"], false),
            (&["gzip;q=0.000, *"], false),
            (&["*;q=0"], false),
            (&["gzip;q=0", "*"], false),
            (&["gzip;q=x"], false),
            (&["gzip;q=-1"], false),
            (&["gzip;q=NaN"], false),
            (&["identity, gzip;q=0.5"], false),
        ] {
            assert_eq!(accepts_gzip(&headers(ACCEPT_ENCODING, values)), accepted, "{values:?}");
        }
    }
}
