//! Which values of the `Host` header are accepted: the protection against DNS rebinding.
//!
//! A page can make its own name resolve to this machine after the browser has loaded it. The browser then takes the
//! server for the page's own and lets the page call it. The `Host` header still has the name that the page was opened by.

use std::net::{IpAddr, SocketAddr};

use actix_web::dev::RequestHead;
use actix_web::http::header::HOST;
use actix_web::http::uri::Authority;

use crate::http::response::HttpError;

/// The hosts for which requests are accepted, as named in the `Host` header. Requests for others get 403.
///
/// This prevents DNS rebinding: a page in a browser could otherwise reach a server that is not meant for it, under a name
/// of its own that it makes resolve to the server's address. Ports do not count. `localhost` and the loopback addresses
/// are always accepted, and so are requests without a `Host` header, which no browser sends.
///
/// By default, a [`Server`](crate::Server) that listens on loopback addresses alone accepts requests for these only, and
/// any other server accepts all hosts. An [`Endpoint`](crate::Endpoint) in an `App` of your own accepts all hosts.
///
/// Arrays and vectors of names convert into a policy:
///
/// ```
/// use xmlrpc_server::{HostPolicy, Server};
///
/// let public = Server::new().hosts(["rpc.example.com"]);
/// let behind_a_proxy_that_checks = Server::new().hosts(HostPolicy::any());
/// # drop((public, behind_a_proxy_that_checks));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostPolicy(Accepted);

#[derive(Debug, Clone, Default, PartialEq, Eq)]
enum Accepted {
    /// Depends on the addresses that the server listens on.
    #[default]
    Automatic,
    Any,
    /// These names, and the loopback names.
    Listed(Vec<String>),
}

impl HostPolicy {
    /// Accepts requests for every host: for a server behind a proxy that checks `Host` itself.
    pub fn any() -> Self {
        HostPolicy(Accepted::Any)
    }

    /// Accepts requests for these names or addresses, besides the loopback names.
    pub fn allow<H: Into<String>>(hosts: impl IntoIterator<Item = H>) -> Self {
        let name = |host: H| {
            let host = host.into();
            host.parse().ok().and_then(|authority| name(&authority).map(str::to_owned)).unwrap_or(host)
        };
        HostPolicy(Accepted::Listed(hosts.into_iter().map(name).collect()))
    }

    /// Returns an entry of the list that is no host and would never match.
    pub(crate) fn invalid_entry(&self) -> Option<&str> {
        let Accepted::Listed(hosts) = &self.0 else { return None };
        let is_host = |host: &str| {
            let is_name = || host.parse().is_ok_and(|authority| name(&authority) == Some(host)) && !host.contains('*');
            host.parse::<IpAddr>().is_ok() || is_name()
        };
        hosts.iter().map(String::as_str).find(|host| !is_host(host))
    }

    /// Settles the default for a server that listens on these addresses.
    pub(crate) fn settle(self, addresses: &[SocketAddr]) -> Self {
        match self.0 {
            Accepted::Automatic if addresses.iter().all(|address| is_loopback(address.ip())) => {
                HostPolicy::allow([""; 0])
            }
            _ => self,
        }
    }

    /// Refuses a request for a host that is not accepted.
    pub(crate) fn check(&self, head: &RequestHead) -> Result<(), HttpError> {
        let Accepted::Listed(hosts) = &self.0 else { return Ok(()) };
        let target = head.uri.authority();
        if let Some(header) = head.headers.get(HOST) {
            let header = header.as_bytes();
            let is_usual = is_plainly_local(header) || hosts.iter().any(|host| host.as_bytes() == header);
            let is_accepted = || {
                header.is_empty() || Authority::try_from(header).is_ok_and(|authority| is_accepted(&authority, hosts))
            };
            if !is_usual && !is_accepted() {
                return Err(HttpError::host());
            }
        }
        if target.is_none_or(|authority| is_accepted(authority, hosts)) { Ok(()) } else { Err(HttpError::host()) }
    }
}

impl<H: Into<String>, const N: usize> From<[H; N]> for HostPolicy {
    fn from(hosts: [H; N]) -> Self {
        HostPolicy::allow(hosts)
    }
}

impl<H: Into<String>> From<Vec<H>> for HostPolicy {
    fn from(hosts: Vec<H>) -> Self {
        HostPolicy::allow(hosts)
    }
}

/// Whether this is what nearly all clients on this machine write.
fn is_plainly_local(host: &[u8]) -> bool {
    let port = host.strip_prefix(b"localhost").or_else(|| host.strip_prefix(b"127.0.0.1"));
    port.is_some_and(|port| match port {
        [] => true,
        [b':', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    })
}

fn is_accepted(authority: &Authority, hosts: &[String]) -> bool {
    name(authority).is_some_and(|name| {
        name.eq_ignore_ascii_case("localhost")
            || name.parse().is_ok_and(is_loopback)
            || hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
    })
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// The host without port, brackets and the dot that ends a full name. None if there is anything else.
fn name(authority: &Authority) -> Option<&str> {
    let host = authority.host();
    // What is left besides the host is user information in front of it, or a port behind it.
    match authority.as_str().strip_prefix(host)? {
        "" | ":" => {}
        _ => _ = authority.port()?,
    }
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    Some(host.strip_suffix('.').unwrap_or(host)).filter(|host| !host.is_empty())
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn allowed(hosts: &HostPolicy, host: &str) -> bool {
        let mut head = RequestHead::default();
        head.headers.insert(HOST, HeaderValue::from_str(host).expect("a header value"));
        hosts.check(&head).is_ok()
    }

    #[test]
    fn the_names_of_every_machine_are_allowed() {
        let hosts = HostPolicy::allow([""; 0]);
        for host in [
            "localhost",
            "LocalHost:9000",
            "localhost.",
            "localhost.:80",
            "127.0.0.1",
            "127.0.0.1:1",
            "127.9.8.7:",
            "[::1]",
            "[::1]:9000",
            "[0:0:0:0:0:0:0:1]",
            "[::ffff:127.0.0.1]:80",
            "",
        ] {
            assert!(allowed(&hosts, host), "{host}");
        }
    }

    #[test]
    fn other_names_are_refused_unless_they_are_listed() {
        let none = HostPolicy::allow([""; 0]);
        for host in [
            "evil.example",
            "localhost.evil.example",
            "evil.example:9000",
            "127.0.0.1.evil.example",
            "localhost:80:90",
            "localhost:x",
            "localhost evil",
            "[::1",
            "[::1]x",
            "::1",
            "0.0.0.0",
            "192.168.1.1",
            "2130706433",
            "user@localhost",
            "é",
        ] {
            assert!(!allowed(&none, host), "{host}");
        }
        let some = HostPolicy::allow(["rpc.example", "Other.Example:8080", "192.168.1.1", "[2001:db8::1]"]);
        for host in
            ["RPC.example:9000", "rpc.example.", "other.example", "192.168.1.1:80", "[2001:db8::1]:80", "localhost"]
        {
            assert!(allowed(&some, host), "{host}");
        }
        assert!(!allowed(&some, "x.rpc.example"));
    }

    #[test]
    fn the_target_of_a_request_counts_as_well() {
        let mut head = RequestHead::default();
        head.uri = "http://evil.example/RPC2".parse().expect("a URI");
        head.headers.insert(HOST, HeaderValue::from_static("localhost"));
        assert!(HostPolicy::allow([""; 0]).check(&head).is_err());
        assert!(HostPolicy::allow(["evil.example"]).check(&head).is_ok());
    }

    #[test]
    fn servers_for_this_machine_alone_have_a_list_unless_told_otherwise() {
        let addresses = |texts: &[&str]| texts.iter().map(|text| text.parse().expect("an address")).collect::<Vec<_>>();
        let local = addresses(&["127.0.0.1:80", "[::1]:80"]);
        let open = addresses(&["127.0.0.1:80", "0.0.0.0:80"]);
        assert!(!allowed(&HostPolicy::default().settle(&local), "evil.example"));
        assert!(allowed(&HostPolicy::default().settle(&open), "evil.example"));
        assert!(allowed(&HostPolicy::any().settle(&local), "evil.example"));
        assert!(!allowed(&HostPolicy::allow(["rpc.example"]).settle(&open), "evil.example"));
    }
}
