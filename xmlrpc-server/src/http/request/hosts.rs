//! For which hosts requests are taken.
//!
//! A page can have its own name resolved to this machine once it is open (DNS rebinding): to its browser, a server here
//! is the page's own, and may be asked anything. The name that the page was opened by still stands in `Host`.

use std::net::{IpAddr, SocketAddr};

use actix_web::dev::RequestHead;
use actix_web::http::header::HOST;

use crate::http::response::HttpError;

/// What may stand in `Host`.
#[derive(Debug, Clone, Default)]
pub(crate) enum Hosts {
    /// Nothing was said.
    #[default]
    Unset,
    Any,
    /// These names, and the addresses and the name that every machine has for itself.
    Listed(Vec<String>),
}

impl Hosts {
    pub(crate) fn listed<H: Into<String>>(hosts: impl IntoIterator<Item = H>) -> Self {
        let name = |host: H| {
            let host = host.into();
            name(&host).unwrap_or(&host).to_owned()
        };
        Hosts::Listed(hosts.into_iter().map(name).collect())
    }

    /// One in the list that cannot be a host, and would never be found.
    pub(crate) fn mistake(&self) -> Option<&str> {
        let Hosts::Listed(hosts) = self else { return None };
        hosts.iter().map(String::as_str).find(|host| host.is_empty() || host.contains(['/', '*', '@', ' ']))
    }

    /// What holds for a server at these addresses: one for this machine alone has no other name unless it is told so.
    pub(crate) fn at(self, addresses: &[SocketAddr]) -> Self {
        match self {
            Hosts::Unset if addresses.iter().all(|address| is_loopback(address.ip())) => Hosts::Listed(Vec::new()),
            settled => settled,
        }
    }

    /// Refuses a request for another host. One that names no host comes from no browser.
    pub(crate) fn check(&self, head: &RequestHead) -> Result<(), HttpError> {
        let Hosts::Listed(hosts) = self else { return Ok(()) };
        let header = head.headers.get(HOST);
        if head.uri.authority().is_none() && header.is_some_and(|host| is_plainly_local(host.as_bytes())) {
            return Ok(());
        }
        let header = header.map(|host| host.to_str().unwrap_or("?"));
        let target = head.uri.authority().map(|authority| authority.as_str());
        let allowed = |host: &str| host.is_empty() || name(host).is_some_and(|name| is_allowed(name, hosts));
        if header.is_none_or(allowed) && target.is_none_or(allowed) { Ok(()) } else { Err(HttpError::host()) }
    }
}

/// Whether this is what clients on this machine write, nearly all of them.
fn is_plainly_local(host: &[u8]) -> bool {
    let port = host.strip_prefix(b"localhost").or_else(|| host.strip_prefix(b"127.0.0.1"));
    port.is_some_and(|port| match port {
        [] => true,
        [b':', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    })
}

fn is_allowed(name: &str, hosts: &[String]) -> bool {
    name.eq_ignore_ascii_case("localhost")
        || name.parse().is_ok_and(is_loopback)
        || hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// A host without its port, brackets, and the dot that ends a full name.
fn name(host: &str) -> Option<&str> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => host.split_at(host.bytes().position(|byte| byte == b':').unwrap_or(host.len())),
    };
    let is_port = port.is_empty() || port.strip_prefix(':')?.bytes().all(|byte| byte.is_ascii_digit());
    is_port.then(|| name.strip_suffix('.').unwrap_or(name))
}

#[cfg(test)]
mod tests {
    use actix_web::http::header::HeaderValue;

    use super::*;

    fn allowed(hosts: &Hosts, host: &str) -> bool {
        let mut head = RequestHead::default();
        head.headers.insert(HOST, HeaderValue::from_str(host).expect("a header value"));
        hosts.check(&head).is_ok()
    }

    #[test]
    fn the_names_of_every_machine_are_allowed() {
        let hosts = Hosts::listed([""; 0]);
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
        let none = Hosts::listed([""; 0]);
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
        let some = Hosts::listed(["rpc.example", "Other.Example:8080", "192.168.1.1", "[2001:db8::1]"]);
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
        assert!(Hosts::listed([""; 0]).check(&head).is_err());
        assert!(Hosts::listed(["evil.example"]).check(&head).is_ok());
    }

    #[test]
    fn servers_for_this_machine_alone_have_a_list_unless_told_otherwise() {
        let addresses = |texts: &[&str]| texts.iter().map(|text| text.parse().expect("an address")).collect::<Vec<_>>();
        let local = addresses(&["127.0.0.1:80", "[::1]:80"]);
        let open = addresses(&["127.0.0.1:80", "0.0.0.0:80"]);
        assert!(!allowed(&Hosts::Unset.at(&local), "evil.example"));
        assert!(allowed(&Hosts::Unset.at(&open), "evil.example"));
        assert!(allowed(&Hosts::Any.at(&local), "evil.example"));
        assert!(!allowed(&Hosts::listed(["rpc.example"]).at(&open), "evil.example"));
    }
}
