//! From which pages browsers may call.
//!
//! Any page may have its browser post to any server. What the server answers, the page cannot read; but by then the
//! method has run.

use actix_web::http::header::{HOST, HeaderMap, HeaderName, ORIGIN};

use crate::http::response::HttpError;

/// Says how a page stands to the server; current browsers send it wherever the server is on this machine or has TLS.
pub(crate) const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What may stand in `Origin`.
#[derive(Debug, Clone)]
pub(crate) enum Origins {
    Any,
    /// These, and the server's own pages.
    Listed(Vec<String>),
}

impl Default for Origins {
    fn default() -> Self {
        Origins::Listed(Vec::new())
    }
}

impl Origins {
    pub(crate) fn listed<O: Into<String>>(origins: impl IntoIterator<Item = O>) -> Self {
        let origin = |origin: O| origin.into().trim_end_matches('/').to_owned();
        Origins::Listed(origins.into_iter().map(origin).collect())
    }

    /// One in the list that cannot be an origin, and would never be found.
    pub(crate) fn mistake(&self) -> Option<&str> {
        let Origins::Listed(origins) = self else { return None };
        let is_origin = |origin: &str| {
            origin == "null"
                || origin.split_once("://").is_some_and(|(_, rest)| !rest.is_empty() && !rest.contains(['/', '*', ' ']))
        };
        origins.iter().map(String::as_str).find(|origin| !is_origin(origin))
    }

    /// Refuses the call of a page from elsewhere. Nothing but a browser sends these headers, and a browser always does.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), HttpError> {
        let Origins::Listed(origins) = self else { return Ok(()) };
        let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or("?"));
        let own = match headers.get(SEC_FETCH_SITE).map(|site| site.as_bytes()) {
            Some(site) => matches!(site, b"same-origin" | b"none"),
            None => origin.is_none_or(|origin| is_of_host(origin, headers)),
        };
        let listed = || origin.is_some_and(|origin| origins.iter().any(|known| known.eq_ignore_ascii_case(origin)));
        if own || listed() { Ok(()) } else { Err(HttpError::origin()) }
    }
}

/// Whether an origin is that of the host for which the request is. The scheme does not count: whoever speaks TLS for
/// the server passes requests on without it.
fn is_of_host(origin: &str, headers: &HeaderMap) -> bool {
    let Some((scheme, authority)) = origin.split_once("://") else { return false };
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let default_port = if scheme.eq_ignore_ascii_case("https") { ":443" } else { ":80" };
    let bare = |authority: &str| authority.strip_suffix(default_port).unwrap_or(authority).to_ascii_lowercase();
    !authority.is_empty() && bare(authority) == bare(host)
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn allowed(origins: &Origins, lines: &[(&'static str, &'static str)]) -> bool {
        let line = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        origins.check(&lines.iter().map(line).collect()).is_ok()
    }

    #[test]
    fn whoever_is_no_browser_may_call() {
        assert!(allowed(&Origins::default(), &[("host", "rpc.example")]));
        assert!(allowed(&Origins::default(), &[]));
    }

    #[test]
    fn pages_of_the_server_itself_may_call() {
        for (host, origin) in [
            ("rpc.example:9000", "http://rpc.example:9000"),
            ("RPC.example", "https://rpc.EXAMPLE"),
            ("rpc.example:443", "https://rpc.example"),
            ("rpc.example", "http://rpc.example:80"),
            ("[::1]:9000", "http://[::1]:9000"),
        ] {
            assert!(allowed(&Origins::default(), &[("host", host), ("origin", origin)]), "{host} {origin}");
        }
        let rewritten =
            [("host", "127.0.0.1:9000"), ("origin", "https://rpc.example"), ("sec-fetch-site", "same-origin")];
        assert!(allowed(&Origins::default(), &rewritten));
    }

    #[test]
    fn other_pages_may_not() {
        for (host, origin) in [
            ("localhost:9000", "http://localhost:8000"),
            ("localhost:9000", "http://localhost"),
            ("rpc.example", "http://evil.example"),
            ("rpc.example", "http://rpc.example.evil.example"),
            ("rpc.example", "null"),
            ("rpc.example", "rpc.example"),
            ("rpc.example:80", "https://rpc.example"),
            ("", "http://"),
        ] {
            assert!(!allowed(&Origins::default(), &[("host", host), ("origin", origin)]), "{host} {origin}");
        }
        assert!(!allowed(&Origins::default(), &[("origin", "http://rpc.example")]));
        for site in ["cross-site", "same-site", "", "x"] {
            assert!(!allowed(&Origins::default(), &[("host", "rpc.example"), ("sec-fetch-site", site)]), "{site}");
        }
        let mixed = [("host", "rpc.example"), ("origin", "http://rpc.example"), ("sec-fetch-site", "cross-site")];
        assert!(!allowed(&Origins::default(), &mixed));
    }

    #[test]
    fn pages_that_are_listed_may() {
        let origins = Origins::listed(["https://App.example/", "null"]);
        for origin in ["https://app.example", "null"] {
            let lines = [("host", "rpc.example"), ("origin", origin), ("sec-fetch-site", "cross-site")];
            assert!(allowed(&origins, &lines), "{origin}");
        }
        assert!(!allowed(&origins, &[("host", "rpc.example"), ("origin", "http://app.example")]));
        assert!(allowed(&Origins::Any, &[("host", "rpc.example"), ("origin", "http://evil.example")]));
    }
}
