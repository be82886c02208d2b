//! From which origins pages in browsers may call.
//!
//! Any page can make its browser post to any server. The page cannot read the response, but by then the method has run.

use actix_web::http::Uri;
use actix_web::http::header::{HOST, HeaderMap, HeaderName, ORIGIN};
use actix_web::http::uri::Authority;

use crate::http::response::HttpError;

/// The relation of a page to the server. Current browsers send it to servers on this machine or with TLS.
pub(crate) const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// The origins, such as `https://app.example.com`, from which pages in browsers may call. Calls of other pages get 403.
///
/// By default, the server's own pages may call. Clients that are no browsers are never refused.
///
/// Browsers ask before they send what is no form, and show responses only to pages that may see them. That is done by a
/// middleware such as actix-cors, which needs to know the same origins.
///
/// Arrays and vectors of origins convert into a policy:
///
/// ```
/// use xmlrpc_server::{OriginPolicy, Server};
///
/// let one_site = Server::new().origins(["https://app.example.com"]);
/// let all_sites = Server::new().origins(OriginPolicy::any());
/// # drop((one_site, all_sites));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginPolicy(Accepted);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Accepted {
    Any,
    /// These, and the server's own pages.
    Listed(Vec<String>),
}

impl Default for OriginPolicy {
    /// Lets only the server's own pages call.
    fn default() -> Self {
        OriginPolicy(Accepted::Listed(Vec::new()))
    }
}

impl OriginPolicy {
    /// Lets the pages of all sites call: for methods that anyone may call from anywhere.
    pub fn any() -> Self {
        OriginPolicy(Accepted::Any)
    }

    /// Lets the pages of these origins call, besides the server's own. `null` is the origin of local files.
    pub fn allow<O: Into<String>>(origins: impl IntoIterator<Item = O>) -> Self {
        let origin = |origin: O| origin.into().trim_end_matches('/').to_owned();
        OriginPolicy(Accepted::Listed(origins.into_iter().map(origin).collect()))
    }

    /// Returns an entry of the list that is no origin and would never match.
    pub(crate) fn invalid_entry(&self) -> Option<&str> {
        let Accepted::Listed(origins) = &self.0 else { return None };
        let is_origin = |origin: &str| {
            let is_url = |uri: Uri| uri.scheme().is_some() && uri.path_and_query().is_none_or(|path| path == "/");
            origin == "null" || (!origin.contains('*') && origin.parse().is_ok_and(is_url))
        };
        origins.iter().map(String::as_str).find(|origin| !is_origin(origin))
    }

    /// Refuses the call of a page from elsewhere. Only browsers send these headers, and they always do.
    pub(crate) fn check(&self, headers: &HeaderMap) -> Result<(), HttpError> {
        let Accepted::Listed(origins) = &self.0 else { return Ok(()) };
        let origin = headers.get(ORIGIN).map(|origin| origin.to_str().unwrap_or("?"));
        let own = match headers.get(SEC_FETCH_SITE).map(|site| site.as_bytes()) {
            Some(site) => matches!(site, b"same-origin" | b"none"),
            None => origin.is_none_or(|origin| is_of_host(origin, headers).unwrap_or(false)),
        };
        let listed = || origin.is_some_and(|origin| origins.iter().any(|known| known.eq_ignore_ascii_case(origin)));
        if own || listed() { Ok(()) } else { Err(HttpError::origin()) }
    }
}

impl<O: Into<String>, const N: usize> From<[O; N]> for OriginPolicy {
    fn from(origins: [O; N]) -> Self {
        OriginPolicy::allow(origins)
    }
}

impl<O: Into<String>> From<Vec<O>> for OriginPolicy {
    fn from(origins: Vec<O>) -> Self {
        OriginPolicy::allow(origins)
    }
}

/// Whether an origin is the host that the request is for. The scheme does not count, since a proxy that speaks TLS for
/// the server passes requests on without it. None if one of them is malformed.
fn is_of_host(origin: &str, headers: &HeaderMap) -> Option<bool> {
    let origin: Uri = origin.parse().ok()?;
    let default_port = if origin.scheme_str()? == "https" { 443 } else { 80 };
    let host = Authority::try_from(headers.get(HOST)?.as_bytes()).ok()?;
    let port = |authority: &Authority| authority.port_u16().unwrap_or(default_port);
    let origin = origin.authority()?;
    Some(origin.host().eq_ignore_ascii_case(host.host()) && port(origin) == port(&host))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn allowed(origins: &OriginPolicy, lines: &[(&'static str, &'static str)]) -> bool {
        let line = |(name, value): &(&'static str, &'static str)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        };
        origins.check(&lines.iter().map(line).collect()).is_ok()
    }

    #[test]
    fn a_client_that_is_no_browser_may_call() {
        assert!(allowed(&OriginPolicy::default(), &[("host", "rpc.example")]));
        assert!(allowed(&OriginPolicy::default(), &[]));
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
            assert!(allowed(&OriginPolicy::default(), &[("host", host), ("origin", origin)]), "{host} {origin}");
        }
        let rewritten =
            [("host", "127.0.0.1:9000"), ("origin", "https://rpc.example"), ("sec-fetch-site", "same-origin")];
        assert!(allowed(&OriginPolicy::default(), &rewritten));
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
            assert!(!allowed(&OriginPolicy::default(), &[("host", host), ("origin", origin)]), "{host} {origin}");
        }
        assert!(!allowed(&OriginPolicy::default(), &[("origin", "http://rpc.example")]));
        for site in ["cross-site", "same-site", "", "x"] {
            assert!(!allowed(&OriginPolicy::default(), &[("host", "rpc.example"), ("sec-fetch-site", site)]), "{site}");
        }
        let mixed = [("host", "rpc.example"), ("origin", "http://rpc.example"), ("sec-fetch-site", "cross-site")];
        assert!(!allowed(&OriginPolicy::default(), &mixed));
    }

    #[test]
    fn pages_that_are_listed_may() {
        let origins = OriginPolicy::allow(["https://App.example/", "null"]);
        for origin in ["https://app.example", "null"] {
            let lines = [("host", "rpc.example"), ("origin", origin), ("sec-fetch-site", "cross-site")];
            assert!(allowed(&origins, &lines), "{origin}");
        }
        assert!(!allowed(&origins, &[("host", "rpc.example"), ("origin", "http://app.example")]));
        assert!(allowed(&OriginPolicy::any(), &[("host", "rpc.example"), ("origin", "http://evil.example")]));
    }
}
