//! Redirects: 307 and 308 to the same origin are followed, all others are errors.

use hyper::header::{HeaderMap, LOCATION};
use hyper::{StatusCode, Uri};

use crate::address::{Address, encoded_target};
use crate::error::{Error, escaped};
use crate::transport::Response;

/// The most redirects of a call.
pub(super) const MOST: usize = 5;

/// Where a redirect leads to: the path and query on the same origin.
pub(super) fn target(
    address: &Address,
    current: &Uri,
    status: StatusCode,
    headers: &HeaderMap,
    response: &Response,
) -> Result<Uri, Error> {
    let error = |text: String| {
        let error = Error::http(status.as_u16(), response.content_type.as_deref(), &response.document);
        error.saying(text)
    };
    let Some(location) = headers.get(LOCATION).map(|location| location.as_bytes()) else {
        return Err(error("the response is a redirect that does not say where to".into()));
    };
    let shown = escaped(location);
    if !matches!(status, StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT) {
        let message = format!("the server redirects to {shown}, in a way that loses the call: use that address itself");
        return Err(error(message));
    }
    let location = String::from_utf8_lossy(location);
    let target = same_origin(address, current, &location).ok_or_else(|| {
        error(format!("the server redirects to {shown}, another server: use that address itself if you trust it"))
    })?;
    target.parse().map_err(|_| error(format!("the server redirects to {shown}, which is no address")))
}

/// The path and query of a location on the same scheme, host and port.
fn same_origin(address: &Address, current: &Uri, location: &str) -> Option<String> {
    let location = location.split('#').next().unwrap_or_default();
    if location.starts_with("//") || location.starts_with('\\') {
        return None;
    }
    if location.starts_with('/') {
        return Some(encoded_target(location));
    }
    if location.split(['/', '?']).next().is_some_and(|start| start.contains(':')) {
        let other = Address::parse(location).ok()?;
        let same = other.protocol == address.protocol && other.place.is(&address.place);
        // A location without a path means the root; an address without one means the usual path.
        let has_path = location.splitn(4, '/').nth(3).is_some();
        return same.then(|| if has_path { other.target } else { "/".into() });
    }
    let folder = current.path().rsplit_once('/').map_or("", |(folder, _)| folder);
    Some(encoded_target(&format!("{folder}/{location}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(location: &str) -> Option<String> {
        let address = Address::parse("http://Example.org/a/b?c").unwrap();
        same_origin(&address, &"/a/b?c".parse().unwrap(), location)
    }

    #[test]
    fn only_the_same_origin_is_followed() {
        for (location, expected) in [
            ("/x", Some("/x")),
            ("x?y=http://z", Some("/a/x?y=http://z")),
            ("http://example.org:80/x#y", Some("/x")),
            ("http://example.org", Some("/")),
            ("https://example.org/x", None),
            ("http://example.org:81/x", None),
            ("http://evil.example/x", None),
            ("http://example.org@evil.example/x", None),
            ("//evil.example/x", None),
            ("\\\\evil.example", None),
            ("unix:/run/x", None),
        ] {
            assert_eq!(target(location).as_deref(), expected, "{location}");
        }
    }
}
