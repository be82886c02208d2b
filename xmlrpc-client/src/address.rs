//! Addresses of servers: `http://…`, `https://…`, `unix:…`, `scgi://…`, `scgi+unix:…`.

use std::fmt;

use crate::error::{Error, escaped};

/// The path of a server whose address has none.
const PATH: &str = "/RPC2";

/// How documents travel, and where to.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Address {
    pub(crate) protocol: Protocol,
    pub(crate) place: Place,
    /// The path and the query.
    pub(crate) target: String,
    /// The user and the password, percent-decoded.
    pub(crate) credentials: Option<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Protocol {
    Http,
    Https,
    Scgi,
}

/// Where a server listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// A host, without the brackets of an IPv6 address, and a port.
    Tcp(String, u16),
    /// The path of a socket.
    Unix(String),
}

impl Place {
    /// Whether two places are the same as far as their names say it.
    #[cfg(feature = "http")]
    pub(crate) fn is(&self, other: &Place) -> bool {
        match (self, other) {
            (Place::Tcp(host, port), Place::Tcp(other_host, other_port)) => {
                host.eq_ignore_ascii_case(other_host) && port == other_port
            }
            (Place::Unix(path), Place::Unix(other)) => path == other,
            _ => false,
        }
    }
}

impl Address {
    /// Reads an address. Errors never repeat credentials.
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        if text.is_empty() {
            return Err(Error::usage("the address is empty: write one such as http://localhost:9000/RPC2"));
        }
        if let Some(wrong) = text.chars().find(|character| character.is_control() || character.is_whitespace()) {
            let wrong = wrong.escape_default();
            return Err(Error::usage(format!("the address has the character '{wrong}': write it as %20 or the like")));
        }
        let Some((scheme, rest)) = text.split_once(':') else { return Err(no_scheme(text)) };
        match scheme.to_ascii_lowercase().as_str() {
            "unix" | "http+unix" => unix(Protocol::Http, rest),
            "scgi+unix" => unix(Protocol::Scgi, rest),
            "http" => tcp(Protocol::Http, 80, rest),
            "https" => tcp(Protocol::Https, 443, rest),
            "scgi" => tcp(Protocol::Scgi, 0, rest),
            scheme if rest.starts_with("//") => {
                let known = "http, https, unix, scgi or scgi+unix";
                let scheme = escaped(scheme.as_bytes());
                Err(Error::usage(format!("the scheme \"{scheme}\" of the address is not supported: write {known}")))
            }
            _ => Err(no_scheme(text)),
        }
    }

    /// The host and port, or the path of the socket, for messages.
    pub(crate) fn peer(&self) -> String {
        match &self.place {
            Place::Tcp(host, port) if host.contains(':') => format!("[{host}]:{port}"),
            Place::Tcp(host, port) => format!("{host}:{port}"),
            Place::Unix(path) => path.clone(),
        }
    }

    /// The host with the port, always.
    #[cfg(feature = "http")]
    pub(crate) fn authority(&self) -> String {
        self.peer()
    }

    /// The value of the header `Host`.
    #[cfg(feature = "http")]
    pub(crate) fn host_header(&self) -> String {
        match (&self.place, self.protocol) {
            (Place::Unix(_), _) => "localhost".into(),
            (Place::Tcp(host, 80), Protocol::Http) | (Place::Tcp(host, 443), Protocol::Https) => bracketed(host),
            (Place::Tcp(host, port), _) => format!("{}:{port}", bracketed(host)),
        }
    }
}

#[cfg(feature = "http")]
fn bracketed(host: &str) -> String {
    if host.contains(':') { format!("[{host}]") } else { host.to_owned() }
}

/// The address as it was given, without credentials.
impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (peer, target) = (self.peer(), &self.target);
        match (self.protocol, &self.place) {
            (Protocol::Scgi, Place::Unix(_)) => write!(f, "scgi+unix:{peer}:{target}"),
            (_, Place::Unix(_)) => write!(f, "unix:{peer}:{target}"),
            (Protocol::Http, _) => write!(f, "http://{peer}{target}"),
            (Protocol::Https, _) => write!(f, "https://{peer}{target}"),
            (Protocol::Scgi, _) => write!(f, "scgi://{peer}{target}"),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Address({self})")
    }
}

#[cold]
fn no_scheme(text: &str) -> Error {
    let place = text.rsplit_once('@').map_or(text, |(_, place)| place);
    let place = escaped(place.as_bytes());
    let form = if place.starts_with('/') { format!("unix:{place}") } else { format!("http://{place}") };
    Error::usage(format!("the address has no scheme: write {form}"))
}

/// `/run/server.sock`, `/run/server.sock:/RPC2`, and both with `//` in front.
fn unix(protocol: Protocol, rest: &str) -> Result<Address, Error> {
    let rest = rest.strip_prefix("//").unwrap_or(rest);
    let (path, target) = match rest.find(":/") {
        Some(colon) => (&rest[..colon], &rest[colon + 1..]),
        None => (rest, PATH),
    };
    if path.is_empty() {
        return Err(Error::usage("the address has no path of a socket: write one such as unix:/run/server.sock"));
    }
    let place = Place::Unix(percent_decoded(path)?);
    Ok(Address { protocol, place, target: encoded_target(target), credentials: None })
}

/// `//user:password@host:port/path?query#fragment`.
fn tcp(protocol: Protocol, default_port: u16, rest: &str) -> Result<Address, Error> {
    let Some(rest) = rest.strip_prefix("//") else {
        return Err(Error::usage(
            "the address has no \"//\" behind its scheme: write one such as http://localhost:9000",
        ));
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, target) = rest.split_at(end);
    let (user_info, host_port) = match authority.rsplit_once('@') {
        Some((user_info, host_port)) => (Some(user_info), host_port),
        None => (None, authority),
    };
    let target = target.split('#').next().unwrap_or_default();
    let target = if target.starts_with('/') { target.to_owned() } else { format!("{PATH}{target}") };
    let (host, port) = host_and_port(host_port, default_port).map_err(|message| {
        // What stands there may be a password with a character that ends it.
        let behind = rest[end..].contains('@');
        let secret = "write the characters / ? # @ : % of a user name or password as %2F %3F %23 %40 %3A %25";
        Error::usage(if behind { format!("the address cannot be read: {secret}") } else { message })
    })?;
    let credentials = match user_info {
        None | Some("") => None,
        Some(user_info) => {
            let (user, password) = user_info.split_once(':').unwrap_or((user_info, ""));
            Some((percent_decoded(user)?, percent_decoded(password)?))
        }
    };
    Ok(Address { protocol, place: Place::Tcp(host, port), target: encoded_target(&target), credentials })
}

fn host_and_port(text: &str, default_port: u16) -> Result<(String, u16), String> {
    let shown = || escaped(text.as_bytes());
    let (host, port) = if let Some(rest) = text.strip_prefix('[') {
        let (host, port) =
            rest.split_once(']').ok_or_else(|| format!("the host {} has no closing bracket", shown()))?;
        if host.parse::<std::net::Ipv6Addr>().is_err() {
            return Err(format!("[{}] is not an IPv6 address", escaped(host.as_bytes())));
        }
        match port.strip_prefix(':') {
            Some(port) => (host, port),
            None if port.is_empty() => (host, ""),
            None => return Err(format!("the port of {} has no colon in front", shown())),
        }
    } else {
        text.split_once(':').unwrap_or((text, ""))
    };
    if port.contains(':') {
        return Err(format!("the host {} has several colons: write an IPv6 address as [::1]", shown()));
    }
    if host.is_empty() {
        return Err("the address has no host: write one such as http://localhost:9000".into());
    }
    if !host.is_ascii() {
        let shown = escaped(host.as_bytes());
        return Err(format!(
            "the host \"{shown}\" has letters beyond ASCII: write its ASCII form, which begins with xn--"
        ));
    }
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._:".contains(&byte);
    if !host.bytes().all(allowed) {
        return Err(format!("\"{}\" is not the name of a host", escaped(host.as_bytes())));
    }
    let number = if port.is_empty() { Some(default_port) } else { port.parse().ok() };
    match number {
        Some(0) | None if port.is_empty() => {
            Err("the address has no port: write one such as scgi://localhost:5000".into())
        }
        Some(port) if port > 0 => Ok((host.to_owned(), port)),
        _ => Err(format!("the port \"{}\" is not a number from 1 to 65535", escaped(port.as_bytes()))),
    }
}

/// A path and a query of characters that HTTP allows: others are percent-encoded.
pub(crate) fn encoded_target(target: &str) -> String {
    let mut encoded = String::with_capacity(target.len());
    for byte in target.bytes() {
        match byte {
            b'!' | b'#'..=b';' | b'=' | b'?'..=b'Z' | b'[' | b']' | b'_' | b'a'..=b'z' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

fn percent_decoded(text: &str) -> Result<String, Error> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [byte, behind @ ..] = rest {
        rest = behind;
        if *byte != b'%' {
            bytes.push(*byte);
            continue;
        }
        let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let Some(value) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) else {
            return Err(Error::usage("the address has a % without two hexadecimal digits: write % as %25"));
        };
        bytes.push(value);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).map_err(|_| Error::usage("a percent-encoded part of the address is no UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<(String, String)>) {
        let address = Address::parse(text).unwrap();
        (address.to_string(), address.credentials)
    }

    fn error(text: &str) -> String {
        Address::parse(text).unwrap_err().to_string()
    }

    #[test]
    fn addresses_have_a_default_port_and_path() {
        assert_eq!(read("http://localhost").0, "http://localhost:80/RPC2");
        assert_eq!(read("HTTPS://example.org/").0, "https://example.org:443/");
        assert_eq!(read("http://[::1]:9000/x?db=a#part").0, "http://[::1]:9000/x?db=a");
        assert_eq!(read("http://h?db=a").0, "http://h:80/RPC2?db=a");
        assert_eq!(read("http://h/ü\"|").0, "http://h:80/%C3%BC%22%7C");
        assert_eq!(read("unix:/run/x.sock").0, "unix:/run/x.sock:/RPC2");
        assert_eq!(read("unix:///run/x.sock:/a/b").0, "unix:/run/x.sock:/a/b");
        assert_eq!(read("scgi://localhost:5000").0, "scgi://localhost:5000/RPC2");
        assert_eq!(read("scgi+unix:/run/rtorrent.sock").0, "scgi+unix:/run/rtorrent.sock:/RPC2");
    }

    #[test]
    fn user_info_is_percent_decoded_and_never_shown() {
        let (shown, credentials) = read("http://me:p%3F%23%40%3A@w@localhost:1/RPC2");
        assert_eq!(credentials, Some(("me".into(), "p?#@:@w".into())));
        assert_eq!(shown, "http://localhost:1/RPC2");
        assert_eq!(read("http://me@localhost").1, Some(("me".into(), String::new())));
        for wrong in ["http://me:QQ%QQ@h", "http://me:QQ#QQ@h", "me:QQ@h", "http://me:QQ/QQ@h", "http://me:QQ@h:x"] {
            let error = error(wrong);
            assert!(!error.contains("QQ"), "{error}");
        }
    }

    #[test]
    fn what_is_no_address_is_an_error_with_the_way_out() {
        for (text, expected) in [
            ("", "is empty: write"),
            ("localhost:9000", "no scheme: write http://localhost:9000"),
            ("/run/x.sock", "no scheme: write unix:/run/x.sock"),
            ("ftp://h", "\"ftp\" of the address is not supported: write http"),
            ("http:/h", "no \"//\""),
            ("http://", "no host: write"),
            ("http://:80", "no host: write"),
            ("http://h:99999", "\"99999\" is not a number from 1"),
            ("http://h:0", "\"0\" is not a number from 1"),
            ("http://::1:80/", "write an IPv6 address as [::1]"),
            ("http://[::1", "no closing bracket"),
            ("http://[::x]", "is not an IPv6 address"),
            ("http://bücher.example", "xn--"),
            ("http://a b", "has the character ' '"),
            ("http://h/\n", "has the character '\\n'"),
            ("unix:", "no path of a socket: write"),
            ("scgi://h", "no port: write"),
        ] {
            let error = error(text);
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
