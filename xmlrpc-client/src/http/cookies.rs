//! Cookies of the server.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use hyper::header::{HeaderMap, HeaderValue, SET_COOKIE};

use crate::address::{Address, Place, Protocol};

/// The most cookies that are kept, and the most bytes of one.
const MOST: usize = 50;
const LONGEST: usize = 4096;

/// The cookies that a server has set. They go back to no other server.
#[derive(Default)]
pub(super) struct Jar(Mutex<Vec<Cookie>>);

struct Cookie {
    name: String,
    value: String,
    path: String,
    /// Whether it is sent over TLS only.
    is_secure: bool,
    expires: Option<SystemTime>,
}

impl Jar {
    /// Keeps the cookies of a response.
    pub(super) fn store(&self, headers: &HeaderMap, address: &Address, path: &str) {
        let set = headers.get_all(SET_COOKIE).iter();
        for cookie in set.filter_map(|text| parse(text.to_str().ok()?, address, path)) {
            let mut cookies = self.cookies();
            cookies.retain(|other| (&other.name, &other.path) != (&cookie.name, &cookie.path));
            if is_expired(&cookie) {
                continue;
            }
            if cookies.len() >= MOST {
                cookies.remove(0);
            }
            cookies.push(cookie);
        }
    }

    /// The header `Cookie` of a request.
    pub(super) fn header(&self, address: &Address, path: &str) -> Option<HeaderValue> {
        let is_secure = address.protocol == Protocol::Https;
        let mut cookies = self.cookies();
        cookies.retain(|cookie| !is_expired(cookie));
        let suits = |cookie: &&Cookie| (is_secure || !cookie.is_secure) && covers(&cookie.path, path);
        let pairs: Vec<String> =
            cookies.iter().filter(suits).map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        if pairs.is_empty() {
            return None;
        }
        let mut value = HeaderValue::from_str(&pairs.join("; ")).ok()?;
        value.set_sensitive(true);
        Some(value)
    }

    fn cookies(&self) -> MutexGuard<'_, Vec<Cookie>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn is_expired(cookie: &Cookie) -> bool {
    cookie.expires.is_some_and(|expires| expires <= SystemTime::now())
}

/// Whether a cookie's path is that of a request or a folder around it.
fn covers(path: &str, requested: &str) -> bool {
    requested.strip_prefix(path).is_some_and(|rest| rest.is_empty() || path.ends_with('/') || rest.starts_with('/'))
}

/// Reads one `Set-Cookie`. None if it is no cookie, or one for another server.
fn parse(text: &str, address: &Address, requested: &str) -> Option<Cookie> {
    if text.len() > LONGEST {
        return None;
    }
    let mut parts = text.split(';');
    let (name, value) = parts.next()?.split_once('=')?;
    let (name, value) = (name.trim(), value.trim());
    if name.is_empty() {
        return None;
    }
    let folder = requested.rsplit_once('/').map_or("/", |(folder, _)| if folder.is_empty() { "/" } else { folder });
    let mut cookie =
        Cookie { name: name.into(), value: value.into(), path: folder.into(), is_secure: false, expires: None };
    let mut max_age = None;
    for part in parts {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let value = value.trim();
        match key.trim().to_ascii_lowercase().as_str() {
            "secure" => cookie.is_secure = true,
            "path" if value.starts_with('/') => cookie.path = value.into(),
            "domain" if !is_of(value, address) => return None,
            "max-age" => max_age = value.parse::<i64>().ok(),
            "expires" => cookie.expires = httpdate::parse_http_date(value).ok(),
            _ => {}
        }
    }
    if let Some(seconds) = max_age {
        let seconds = Duration::from_secs(u64::try_from(seconds).unwrap_or(0));
        // Beyond the clock's end it does not expire.
        cookie.expires = SystemTime::now().checked_add(seconds);
    }
    Some(cookie)
}

/// Whether a domain is that of the server.
fn is_of(domain: &str, address: &Address) -> bool {
    let Place::Tcp(host, _) = &address.place else { return false };
    let (domain, host) = (domain.trim_start_matches('.').to_ascii_lowercase(), host.to_ascii_lowercase());
    host == domain || host.strip_suffix(&domain).is_some_and(|rest| !domain.is_empty() && rest.ends_with('.'))
}

impl fmt::Debug for Jar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Jar({} cookies)", self.cookies().len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The cookies that go back to `http://a.example/rpc/x` after these were set.
    fn sent_back(set: &[&str]) -> Option<String> {
        let address = Address::parse("http://a.example/rpc/x").unwrap();
        let jar = Jar::default();
        for text in set {
            let headers = HeaderMap::from_iter([(SET_COOKIE, HeaderValue::from_str(text).unwrap())]);
            jar.store(&headers, &address, "/rpc/x");
        }
        jar.header(&address, "/rpc/x").map(|value| value.to_str().unwrap().to_owned())
    }

    #[test]
    fn cookies_are_replaced_and_expire() {
        assert_eq!(sent_back(&["a=1; HttpOnly", "b = 2 ;Path=/", "a=3"]), Some("b=2; a=3".into()));
        assert_eq!(sent_back(&["a=1", "a=; Max-Age=0"]), None);
        assert_eq!(sent_back(&["a=1", "a=; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]), None);
        assert_eq!(sent_back(&["a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"]), Some("a=1".into()));
        assert_eq!(sent_back(&["a=1; Max-Age=99999999999999"]), Some("a=1".into()));
    }

    #[test]
    fn only_those_for_the_server_and_the_path_go_back() {
        assert_eq!(sent_back(&["a=1; Domain=.Example", "b=2; Domain=a.example"]), Some("a=1; b=2".into()));
        for other in ["a=1; Secure", "a=1; Path=/other", "a=1; Path=/rp", "a=1; Domain=b.example", "=1", "a", ""] {
            assert_eq!(sent_back(&[other]), None, "{other}");
        }
        assert_eq!(sent_back(&[&format!("a={}", "x".repeat(5000))]), None);
        let many: Vec<String> = (0..100).map(|number| format!("c{number}=1")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(sent_back(&many).unwrap().split(';').count(), MOST);
    }
}
