//! The content codings that are spoken: which one a request has come in, and whether its answer may be gzip.

use actix_web::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, HeaderMap};

use crate::http::response::HttpError;

/// The coding of a request's body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContentCoding {
    Gzip,
    /// With the header of zlib or without: clients have sent both under this name since there were any.
    Deflate,
}

/// The coding that the head of a request names, if it names one.
pub(crate) fn of_request(headers: &HeaderMap) -> Result<Option<ContentCoding>, HttpError> {
    if !headers.contains_key(CONTENT_ENCODING) {
        return Ok(None);
    }
    let mut found = None;
    for value in headers.get_all(CONTENT_ENCODING) {
        for name in value.to_str().map_err(|_| HttpError::content_coding())?.split(',') {
            let coding = match name.trim().to_ascii_lowercase().as_str() {
                "" | "identity" => continue,
                "gzip" | "x-gzip" => ContentCoding::Gzip,
                "deflate" => ContentCoding::Deflate,
                _ => return Err(HttpError::content_coding()),
            };
            if found.replace(coding).is_some() {
                return Err(HttpError::content_coding());
            }
        }
    }
    Ok(found)
}

/// Whether a client takes gzip, and likes it no less than the plain document.
pub(crate) fn accepts_gzip(headers: &HeaderMap) -> bool {
    let (mut gzip, mut identity, mut other) = (None, None, None);
    for value in headers.get_all(ACCEPT_ENCODING) {
        let Ok(value) = value.to_str() else { return false };
        for item in value.split(',') {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let quality = match name.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => &mut gzip,
                "identity" => &mut identity,
                "*" => &mut other,
                _ => continue,
            };
            *quality = Some(thousandths(parameters));
        }
    }
    // The asterisk stands for whatever is not named.
    let gzip = gzip.or(other).unwrap_or(0);
    gzip > 0 && identity.is_none_or(|identity| gzip >= identity)
}

/// The weight in a coding's parameters, in thousandths; 0 if it cannot be read, and 1000 if there is none.
fn thousandths(parameters: &str) -> u16 {
    let weight = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
    let Some((_, weight)) = weight.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("q")) else {
        return 1000;
    };
    match weight.trim().parse::<f32>() {
        Ok(weight) if (0.0..=1.0).contains(&weight) => (weight * 1000.0) as u16,
        _ => 0,
    }
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
            (&["gzip;q=x"], false),
            (&["gzip;q=-1"], false),
            (&["gzip;q=NaN"], false),
            (&["identity, gzip;q=0.5"], false),
        ] {
            assert_eq!(accepts_gzip(&headers(ACCEPT_ENCODING, values)), accepted, "{values:?}");
        }
    }
}
