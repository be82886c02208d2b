//! Proxies: from the environment, or as they are set.

use std::env;
use std::net::IpAddr;

use crate::address::{Address, Place, Protocol};
use crate::error::{Error, escaped};

/// Which proxy a client uses.
#[derive(Debug, Clone, Default)]
pub(crate) enum ProxySetting {
    /// That of the environment.
    #[default]
    Environment,
    None,
    Given(String),
}

/// A proxy between the client and the server.
#[derive(Debug, Clone)]
pub(super) struct Proxy {
    pub(super) host: String,
    pub(super) port: u16,
    /// The value of the header `Proxy-Authorization`.
    pub(super) authorization: Option<Authorization>,
}

/// A value that is never shown.
#[derive(Clone)]
pub(super) struct Authorization(pub(super) String);

impl std::fmt::Debug for Authorization {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

impl Proxy {
    /// The proxy for a server, if there is one.
    pub(super) fn of(setting: &ProxySetting, server: &Address) -> Result<Option<Self>, Error> {
        let Place::Tcp(host, port) = &server.place else { return Ok(None) };
        match setting {
            ProxySetting::None => Ok(None),
            ProxySetting::Given(address) => Proxy::parse(address).map(Some),
            ProxySetting::Environment => {
                let Some((name, address)) = of_environment(server.protocol, |name| env::var(name).ok()) else {
                    return Ok(None);
                };
                let exceptions = ["no_proxy", "NO_PROXY"].iter().find_map(|name| env::var(name).ok());
                if is_local(host) || is_exception(host, *port, &exceptions.unwrap_or_default()) {
                    return Ok(None);
                }
                let wrong = |error| Error::usage(format!("the proxy of the variable `{name}`: {error}"));
                Proxy::parse(&address).map(Some).map_err(wrong)
            }
        }
    }

    fn parse(text: &str) -> Result<Self, Error> {
        let with_scheme = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
        let address = Address::parse(&with_scheme)?;
        match (address.protocol, address.place) {
            (Protocol::Http, Place::Tcp(host, port)) => {
                let authorization = address.credentials.map(|(user, password)| {
                    let credentials = base64_simd::STANDARD.encode_to_string(format!("{user}:{password}"));
                    Authorization(format!("Basic {credentials}"))
                });
                Ok(Proxy { host, port, authorization })
            }
            _ => Err(Error::usage("only proxies that speak HTTP are supported: write one such as http://proxy:3128")),
        }
    }
}

/// The proxy that the environment names, and the variable's name.
fn of_environment(protocol: Protocol, get: impl Fn(&str) -> Option<String>) -> Option<(&'static str, String)> {
    let names: &[&'static str] = match protocol {
        Protocol::Https => &["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"],
        // A CGI program gets the header `Proxy` of its client as `HTTP_PROXY`.
        _ if get("REQUEST_METHOD").is_some() => &["http_proxy", "all_proxy", "ALL_PROXY"],
        _ => &["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"],
    };
    let found = names.iter().find_map(|name| Some((*name, get(name)?)))?;
    (!found.1.is_empty()).then_some(found)
}

/// Whether a host is this machine, which no proxy reaches.
fn is_local(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost") || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether `no_proxy` names a host: `*`, a domain, an address, a range of addresses, each with an optional port.
fn is_exception(host: &str, port: u16, exceptions: &str) -> bool {
    let host = host.to_ascii_lowercase();
    exceptions.split([',', ' ']).map(str::trim).filter(|entry| !entry.is_empty()).any(|entry| {
        let entry = entry.to_ascii_lowercase();
        if entry == "*" {
            return true;
        }
        if let (Ok(address), Some((range, bits))) = (host.parse::<IpAddr>(), entry.split_once('/')) {
            return in_range(address, range, bits);
        }
        let (name, wanted) = match entry.rsplit_once(':') {
            Some((name, digits)) if !name.contains(':') || name.ends_with(']') => match digits.parse::<u16>() {
                Ok(wanted) => (name, Some(wanted)),
                Err(_) => return false,
            },
            _ => (entry.as_str(), None),
        };
        let name = name.trim_start_matches("*.").trim_start_matches('.').trim_matches(['[', ']']);
        let suits = host == name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.'));
        suits && !name.is_empty() && wanted.is_none_or(|wanted| wanted == port)
    })
}

fn in_range(address: IpAddr, range: &str, bits: &str) -> bool {
    let (Ok(range), Ok(bits)) = (range.parse::<IpAddr>(), bits.parse::<u32>()) else { return false };
    match (address, range) {
        (IpAddr::V4(address), IpAddr::V4(range)) if bits <= 32 => {
            (address.to_bits() ^ range.to_bits()).checked_shr(32 - bits).unwrap_or(0) == 0
        }
        (IpAddr::V6(address), IpAddr::V6(range)) if bits <= 128 => {
            (address.to_bits() ^ range.to_bits()).checked_shr(128 - bits).unwrap_or(0) == 0
        }
        _ => false,
    }
}

/// The request for a tunnel to a host.
pub(super) fn tunnel_request(authority: &str, proxy: &Proxy) -> String {
    let authorization = match &proxy.authorization {
        Some(Authorization(value)) => format!("Proxy-Authorization: {value}\r\n"),
        None => String::new(),
    };
    format!("CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n{authorization}\r\n")
}

/// What a proxy's response to the request for a tunnel says: none if the tunnel is there.
pub(super) fn tunnel_refusal(head: &[u8]) -> Option<String> {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default().trim_ascii();
    let status = line.split(|byte| *byte == b' ').nth(1).and_then(|status| std::str::from_utf8(status).ok());
    match status.and_then(|status| status.parse::<u16>().ok()) {
        Some(200..300) if line.starts_with(b"HTTP/1.") => None,
        Some(407) => Some("it asks for a user name and a password: write them in its address".into()),
        _ => Some(format!("it refuses the tunnel: {}", escaped(line))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_is_that_of_the_protocol() {
        let variables = [("http_proxy", "a"), ("HTTPS_PROXY", "b"), ("HTTP_PROXY", "c")];
        let get = |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| value.to_string());
        assert_eq!(of_environment(Protocol::Http, get), Some(("http_proxy", "a".into())));
        assert_eq!(of_environment(Protocol::Https, get), Some(("HTTPS_PROXY", "b".into())));
        let cgi = |name: &str| matches!(name, "HTTP_PROXY" | "REQUEST_METHOD").then(|| "evil".to_owned());
        assert_eq!(of_environment(Protocol::Http, cgi), None);
    }

    #[test]
    fn exceptions_are_hosts_domains_and_ranges() {
        let list = "example.org, .internal,*.dev,host:81,10.0.0.0/8 ,192.168.1.1,fd00::/8,::1";
        for (host, port, expected) in [
            ("example.org", 80, true),
            ("a.Example.org", 80, true),
            ("notexample.org", 80, false),
            ("a.internal", 80, true),
            ("a.dev", 80, true),
            ("host", 81, true),
            ("host", 80, false),
            ("10.20.30.40", 80, true),
            ("11.0.0.1", 80, false),
            ("192.168.1.1", 80, true),
            ("fd12::1", 80, true),
            ("::1", 80, true),
        ] {
            assert_eq!(is_exception(host, port, list), expected, "{host}:{port}");
        }
        assert!(is_exception("any", 1, "*") && !is_exception("any", 1, "") && !is_exception("any", 1, ". ,/"));
        assert!(
            in_range("1.2.3.4".parse().unwrap(), "9.9.9.9", "0")
                && !in_range("1.2.3.4".parse().unwrap(), "1.2.3.5", "32")
        );
    }

    #[test]
    fn a_tunnel_is_there_or_refused() {
        assert_eq!(tunnel_refusal(b"HTTP/1.1 200 Connection established\r\n\r\n"), None);
        assert!(tunnel_refusal(b"HTTP/1.0 407 No\r\n\r\n").is_some_and(|text| text.contains("user name")));
        for refused in ["HTTP/1.1 403 No\r\n\r\n", "SSH-2.0 200 x\r\n\r\n", ""] {
            assert!(tunnel_refusal(refused.as_bytes()).is_some(), "{refused}");
        }
    }

    #[test]
    fn a_proxy_speaks_http_and_hides_its_password() {
        let proxy = Proxy::parse("http://me:secret@proxy:3128").unwrap();
        assert_eq!((proxy.host.as_str(), proxy.port), ("proxy", 3128));
        assert_eq!(proxy.authorization.as_ref().map(|value| value.0.as_str()), Some("Basic bWU6c2VjcmV0"));
        assert!(!format!("{proxy:?}").contains("Basic"));
        assert!(Proxy::parse("proxy:3128").is_ok());
        assert!(Proxy::parse("socks5://proxy").is_err() && Proxy::parse("unix:///x").is_err());
    }
}
