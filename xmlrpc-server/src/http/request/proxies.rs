//! The address of a client behind trusted proxies.

use std::borrow::Cow;
use std::net::{IpAddr, SocketAddr};

use actix_http::{HttpMessage, Request, RequestHead};
use actix_web::dev::ServiceRequest;
use actix_web::http::header::{FORWARDED, HeaderMap, X_FORWARDED_FOR};

use super::network::Network;

/// The most proxies on the way of one request.
const MOST_HOPS: usize = 32;

/// The proxies in front of the server, and how they say which client they speak for.
///
/// The address that they report takes the place of the connection's in the log and in
/// [`CallContext::peer`](crate::CallContext::peer). Anyone can send such a header, so it counts only if the connection
/// comes from one of these addresses; from all others it is ignored. A proxy is an address or a network, such as
/// `"10.0.0.0/8"` or `"2001:db8::1"`.
///
/// A request may have passed several proxies. The client is then the last address in the header that is not one of the
/// trusted proxies: addresses before it were written by the client or by proxies that are not trusted. If that part of
/// the header is malformed, hides the address, or is missing, the client is the last proxy that is known. A port that is
/// not reported is 0.
///
/// ```
/// use xmlrpc_server::{Server, TrustedProxies};
///
/// // nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
/// let server = Server::new().trusted_proxies(TrustedProxies::x_forwarded_for(["127.0.0.1", "10.0.0.0/8"]));
/// # drop(server);
/// ```
///
/// A trusted proxy may also name the request: its `X-Request-Id` is then the request's name in the log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TrustedProxies {
    source: Source,
    networks: Vec<Network>,
    /// Entries that are neither addresses nor networks.
    invalid: Vec<String>,
}

/// Where the client's address stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Source {
    #[default]
    Connection,
    XForwardedFor,
    Forwarded,
    ProxyProtocol,
}

impl TrustedProxies {
    /// Trusts no proxy: the client is the other end of the connection.
    pub fn none() -> Self {
        TrustedProxies::default()
    }

    /// Takes the client's address from the header `X-Forwarded-For` of these proxies. They must add to that header or
    /// replace it.
    pub fn x_forwarded_for<P: Into<String>>(proxies: impl IntoIterator<Item = P>) -> Self {
        TrustedProxies::new(Source::XForwardedFor, proxies)
    }

    /// Takes the client's address from the header `Forwarded` of these proxies (RFC 7239). They must add to that header
    /// or replace it.
    pub fn forwarded<P: Into<String>>(proxies: impl IntoIterator<Item = P>) -> Self {
        TrustedProxies::new(Source::Forwarded, proxies)
    }

    /// Takes the client's address from the PROXY protocol header, version 1 or 2, with which each connection of these
    /// proxies must begin. A connection without one is refused with 400. The header has at most 4 KiB, and
    /// [`Timeouts::head`](crate::Timeouts::head) to arrive.
    ///
    /// This works in a [`Server`](crate::Server) alone: an [`Endpoint`](crate::Endpoint) in an `App` of your own does not
    /// see the beginning of connections.
    pub fn proxy_protocol<P: Into<String>>(proxies: impl IntoIterator<Item = P>) -> Self {
        TrustedProxies::new(Source::ProxyProtocol, proxies)
    }

    fn new<P: Into<String>>(source: Source, proxies: impl IntoIterator<Item = P>) -> Self {
        let mut trusted = TrustedProxies { source, ..TrustedProxies::default() };
        for proxy in proxies {
            let proxy = proxy.into();
            match Network::parse(&proxy) {
                Some(network) => trusted.networks.push(network),
                None => trusted.invalid.push(proxy),
            }
        }
        trusted
    }

    /// Returns an entry of the list that is neither an address nor a network.
    pub(crate) fn invalid_entry(&self) -> Option<&str> {
        self.invalid.first().map(String::as_str)
    }

    /// Whether a connection from this address begins with a PROXY protocol header.
    pub(crate) fn expects_proxy_header(&self, peer: IpAddr) -> bool {
        self.source == Source::ProxyProtocol && self.trusts(peer)
    }

    /// Puts the client's address in the place of the proxy's, and marks the request if it comes from a trusted proxy.
    #[inline]
    pub(crate) fn settle_client(&self, request: &mut impl SettleClient) {
        if self.names_clients() {
            self.settle(request);
        }
    }

    /// Whether each request names its client, and not each connection.
    pub(crate) fn names_clients(&self) -> bool {
        matches!(self.source, Source::XForwardedFor | Source::Forwarded)
    }

    #[cold]
    fn settle(&self, request: &mut impl SettleClient) {
        let head = request.head_mut();
        if head.peer_addr.is_some_and(|peer| self.trusts(peer.ip())) {
            if let Some(client) = self.client(&head.headers) {
                head.peer_addr = Some(client);
            }
            request.extensions_mut().insert(FromProxy);
        }
    }

    /// Returns the client that the headers of a trusted proxy name.
    fn client(&self, headers: &HeaderMap) -> Option<SocketAddr> {
        match self.source {
            Source::XForwardedFor => {
                let values: Vec<_> = headers.get_all(X_FORWARDED_FOR).map(|value| value.to_str()).collect();
                let hops = values.iter().rev().flat_map(|value| match value {
                    Ok(value) => value.rsplit(',').map(|node| Some(Cow::Borrowed(node))).collect(),
                    Err(_) => vec![None],
                });
                self.last_untrusted(hops)
            }
            Source::Forwarded => {
                let values: Vec<_> = headers.get_all(FORWARDED).map(|value| value.to_str()).collect();
                let hops = values.iter().rev().flat_map(|value| {
                    let elements = value.as_ref().ok().and_then(|value| forwarded_elements(value));
                    elements.unwrap_or_else(|| vec![None]).into_iter().rev()
                });
                self.last_untrusted(hops)
            }
            Source::Connection | Source::ProxyProtocol => None,
        }
    }

    /// Returns the first of these hops, which begin with the one next to the server, that is no trusted proxy. Behind a
    /// hop that cannot be read, nothing is known.
    fn last_untrusted<'h>(&self, hops: impl Iterator<Item = Option<Cow<'h, str>>>) -> Option<SocketAddr> {
        let mut last = None;
        for hop in hops.take(MOST_HOPS) {
            let Some(address) = hop.as_deref().and_then(node) else { break };
            last = Some(address);
            if !self.trusts(address.ip()) {
                break;
            }
        }
        last
    }

    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.iter().any(|network| network.contains(address))
    }
}

/// Marks a request whose head a trusted proxy has sent.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FromProxy;

/// A request whose client may be another than its connection's.
pub(crate) trait SettleClient: HttpMessage {
    fn head_mut(&mut self) -> &mut RequestHead;
}

impl SettleClient for Request {
    fn head_mut(&mut self) -> &mut RequestHead {
        Request::head_mut(self)
    }
}

impl SettleClient for ServiceRequest {
    fn head_mut(&mut self) -> &mut RequestHead {
        ServiceRequest::head_mut(self)
    }
}

/// The `for` of each element of a `Forwarded` header; none for an element without one. None if the header is malformed.
fn forwarded_elements(header: &str) -> Option<Vec<Option<Cow<'_, str>>>> {
    let elements = split(header, ',')?.into_iter().filter(|element| !element.trim().is_empty());
    elements.map(forwarded_for).collect()
}

/// The `for` of one element, if it has one. None if the element is malformed.
#[expect(clippy::option_option, reason = "an element may be malformed, and may lack a node")]
fn forwarded_for(element: &str) -> Option<Option<Cow<'_, str>>> {
    let mut node = None;
    for pair in split(element, ';')?.into_iter().filter(|pair| !pair.trim().is_empty()) {
        let (name, value) = pair.split_once('=')?;
        if !name.trim().eq_ignore_ascii_case("for") {
            continue;
        }
        let value = value.trim();
        let value = match value.strip_prefix('"') {
            Some(rest) => Cow::Owned(rest.strip_suffix('"')?.replace('\\', "")),
            None => Cow::Borrowed(value),
        };
        if node.replace(value).is_some() {
            return None;
        }
    }
    Some(node)
}

/// Splits at a separator that stands outside of quoted strings. None if a quoted string has no end.
fn split(text: &str, separator: char) -> Option<Vec<&str>> {
    let (mut parts, mut start, mut is_quoted, mut is_escaped) = (Vec::new(), 0, false, false);
    for (position, character) in text.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if is_quoted => is_escaped = true,
            '"' => is_quoted = !is_quoted,
            _ if character == separator && !is_quoted => {
                parts.push(&text[start..position]);
                start = position + separator.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (!is_quoted).then_some(parts)
}

/// The address of a node, with or without a port.
fn node(text: &str) -> Option<SocketAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let address = match bare.parse::<IpAddr>() {
        Ok(address) => SocketAddr::new(address, 0),
        Err(_) => text.parse().ok()?,
    };
    Some(SocketAddr::new(address.ip().to_canonical(), address.port()))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::{HeaderName, HeaderValue};

    use super::*;

    const PROXIES: [&str; 3] = ["127.0.0.1", "10.0.0.0/8", "2001:db8::/32"];

    fn client(proxies: &TrustedProxies, name: HeaderName, values: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(name.clone(), HeaderValue::from_str(value).expect("visible characters"));
        }
        proxies.client(&headers).map_or("-".to_owned(), |client| client.to_string())
    }

    fn by_x_forwarded_for(values: &[&str]) -> String {
        client(&TrustedProxies::x_forwarded_for(PROXIES), X_FORWARDED_FOR, values)
    }

    fn by_forwarded(values: &[&str]) -> String {
        client(&TrustedProxies::forwarded(PROXIES), FORWARDED, values)
    }

    #[test]
    fn the_last_address_that_is_no_proxy_is_the_client() {
        for (values, expected) in [
            (&["192.0.2.1"][..], "192.0.2.1:0"),
            (&["192.0.2.1:5000"], "192.0.2.1:5000"),
            (&["198.51.100.9, 192.0.2.1"], "192.0.2.1:0"),
            (&["198.51.100.9", "192.0.2.1"], "192.0.2.1:0"),
            (&["198.51.100.9, 192.0.2.1, 10.1.2.3", "10.0.0.1"], "192.0.2.1:0"),
            (&["10.9.9.9,10.1.2.3"], "10.9.9.9:0"),
            (&["2001:db9::7"], "[2001:db9::7]:0"),
            (&["[2001:db9::7]:80"], "[2001:db9::7]:80"),
            (&["::ffff:192.0.2.1"], "192.0.2.1:0"),
            // What stands before the client's address is the client's own invention.
            (&["\"; for=x, unknown, 192.0.2.1"], "192.0.2.1:0"),
            (&["198.51.100.9, nonsense, 10.1.2.3"], "10.1.2.3:0"),
            (&["198.51.100.9, unknown"], "-"),
            (&["198.51.100.9,"], "-"),
            (&[""], "-"),
            (&[], "-"),
        ] {
            assert_eq!(by_x_forwarded_for(values), expected, "{values:?}");
        }
    }

    #[test]
    fn the_number_of_hops_is_bounded() {
        assert_eq!(by_x_forwarded_for(&[&format!("192.0.2.1{}", ", 10.0.0.1".repeat(100))]), "10.0.0.1:0");
    }

    #[test]
    fn the_standard_header_is_read_with_its_quotations() {
        for (values, expected) in [
            (&["for=192.0.2.1"][..], "192.0.2.1:0"),
            (&["For=\"192.0.2.1:5000\";proto=http;by=203.0.113.43"], "192.0.2.1:5000"),
            (&["for=198.51.100.9;host=\"a, \\\"b;\", by=x ; FOR=\"[2001:db9::7]:80\""], "[2001:db9::7]:80"),
            (&["for=198.51.100.9, for=192.0.2.1", "for=10.0.0.1"], "192.0.2.1:0"),
            (&["for=198.51.100.9, for=_hidden, for=10.1.2.3"], "10.1.2.3:0"),
            (&["for=198.51.100.9, proto=https"], "-"),
            (&["for=198.51.100.9;for=192.0.2.1"], "-"),
            (&["for=\"198.51.100.9"], "-"),
            (&["for=\"198.51.100.9", "for=192.0.2.1"], "192.0.2.1:0"),
            (&["for", "for=10.0.0.1"], "10.0.0.1:0"),
            (&["for=unknown"], "-"),
        ] {
            assert_eq!(by_forwarded(values), expected, "{values:?}");
        }
    }

    #[test]
    fn each_setting_reads_its_own_header_and_trusts_its_own_proxies() {
        let proxies = TrustedProxies::x_forwarded_for(PROXIES);
        assert_eq!(client(&proxies, FORWARDED, &["for=192.0.2.1"]), "-");
        assert_eq!(client(&TrustedProxies::none(), X_FORWARDED_FOR, &["192.0.2.1"]), "-");
        let trusts = |text: &str| proxies.trusts(text.parse().expect("an address"));
        assert!(trusts("127.0.0.1") && trusts("::ffff:10.0.0.1") && trusts("2001:db8::1"));
        assert!(!trusts("127.0.0.2") && !trusts("11.0.0.1") && !trusts("2001:db9::1"));
        let local = IpAddr::from([127, 0, 0, 1]);
        assert!(!proxies.expects_proxy_header(local) && !TrustedProxies::none().expects_proxy_header(local));
        assert!(TrustedProxies::proxy_protocol(PROXIES).expects_proxy_header(local));
        assert_eq!(TrustedProxies::forwarded(["::1", "10.0.0.0/33"]).invalid_entry(), Some("10.0.0.0/33"));
    }
}
