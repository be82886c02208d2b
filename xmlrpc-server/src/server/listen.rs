//! Listening on the addresses of a server.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use socket2::{Domain, Protocol, Socket, TcpKeepalive, Type};

use crate::error::{Error, Result};

/// Connections that the system holds before they are accepted.
const BACKLOG: i32 = 1024;
/// How long a connection is silent before the system checks that the peer is still there.
const KEEP_ALIVE: Duration = Duration::from_secs(60);
/// How many bytes of a response the system holds beyond those that are on their way.
#[cfg(any(target_os = "linux", target_os = "android"))]
const UNSENT: u32 = 128 * 1024;
/// Attempts to find a port that is free on all addresses.
const PORTS_TRIED: usize = 16;

/// Listens on all of the addresses.
///
/// A name such as `localhost` stands for an IPv4 and an IPv6 address; if the machine lacks one of them, the other is
/// enough. An address in use is always an error, since clients could reach either program.
pub(super) fn listen_on_all(addresses: &[SocketAddr]) -> Result<Vec<TcpListener>> {
    let mut attempt = 1;
    loop {
        match listen_once(addresses) {
            Err(refused) if attempt < PORTS_TRIED && lost_a_race(&refused, addresses) => attempt += 1,
            outcome => return outcome.map_err(|refused| Error::listen(refused.address, refused.error)),
        }
    }
}

struct Refused {
    address: SocketAddr,
    error: io::Error,
}

/// Whether the port that the system chose for the first address is in use on another.
fn lost_a_race(refused: &Refused, addresses: &[SocketAddr]) -> bool {
    refused.error.kind() == io::ErrorKind::AddrInUse && !addresses.contains(&refused.address)
}

fn listen_once(addresses: &[SocketAddr]) -> Result<Vec<TcpListener>, Refused> {
    let alone = addresses.iter().all(SocketAddr::is_ipv6);
    let mut listeners: Vec<TcpListener> = Vec::with_capacity(addresses.len());
    let mut taken: Vec<SocketAddr> = Vec::with_capacity(addresses.len());
    let mut missing = None;

    for address in addresses {
        let mut address = *address;
        if address.port() == 0 {
            address.set_port(taken.first().map_or(0, SocketAddr::port));
        }
        if taken.contains(&address) {
            continue;
        }
        match listen(address, alone).and_then(|listener| Ok((listener.local_addr()?, listener))) {
            Ok((local, listener)) => {
                taken.push(local);
                listeners.push(listener);
            }
            Err(error) if is_independent_of_address(&error) => return Err(Refused { address, error }),
            Err(error) => missing = missing.or(Some(Refused { address, error })),
        }
    }
    match missing {
        Some(refused) if listeners.is_empty() => Err(refused),
        _ => Ok(listeners),
    }
}

/// Whether the error would be the same on any address.
fn is_independent_of_address(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
}

/// Listens on one address. An IPv6 address accepts IPv4 too if it is the only kind (`alone`) and the system allows it.
fn listen(address: SocketAddr, alone: bool) -> io::Result<TcpListener> {
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    if address.is_ipv6() && !alone {
        socket.set_only_v6(true)?;
    }
    // On Windows this would allow two servers to share a port.
    #[cfg(unix)]
    socket.set_reuse_address(true)?;
    // Accepted connections inherit this. It finds peers that have vanished while their call runs.
    socket.set_tcp_keepalive(&TcpKeepalive::new().with_time(KEEP_ALIVE))?;
    // Accepted connections inherit this too. The system then takes a response in pieces that a slow client reads within
    // `Timeouts::write`, instead of megabytes at a time.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    socket.set_tcp_notsent_lowat(UNSENT)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

// Only Linux routes all of 127.0.0.0/8 to itself.
#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn loopback(port: u16) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], port))
    }

    #[test]
    fn one_port_is_taken_on_all_addresses() {
        let addresses = [loopback(0), SocketAddr::from(([127, 0, 0, 2], 0)), loopback(0)];
        let listeners = listen_on_all(&addresses).expect("free ports");
        let ports: Vec<_> = listeners.iter().map(|l| l.local_addr().expect("bound").port()).collect();
        assert_eq!(ports.len(), 2);
        assert_eq!(ports[0], ports[1]);
    }

    #[test]
    fn accepted_connections_have_tcp_keep_alive() {
        let listeners = listen_on_all(&[loopback(0)]).expect("a free port");
        let address = listeners[0].local_addr().expect("bound");
        let _client = std::net::TcpStream::connect(address).expect("accepted");
        let (accepted, _) = listeners[0].accept().expect("a connection");
        assert!(socket2::SockRef::from(&accepted).keepalive().expect("a socket"));
        assert_eq!(socket2::SockRef::from(&accepted).tcp_notsent_lowat().expect("a socket"), UNSENT);
    }

    #[test]
    fn an_address_in_use_is_an_error_even_if_another_is_free() {
        let taken = TcpListener::bind(loopback(0)).expect("a free port");
        let port = taken.local_addr().expect("bound").port();
        let error = listen_on_all(&[SocketAddr::from(([127, 0, 0, 2], port)), loopback(port)]).expect_err("in use");
        assert!(error.to_string().contains(&format!("127.0.0.1:{port}: another program")), "{error}");
    }

    #[test]
    fn an_address_that_the_machine_lacks_is_an_error_only_alone() {
        let foreign = SocketAddr::from(([192, 0, 2, 1], 0));
        assert_eq!(listen_on_all(&[foreign, loopback(0)]).expect("one is enough").len(), 1);
        let error = listen_on_all(&[foreign]).expect_err("not ours");
        assert!(error.to_string().contains("no such address"), "{error}");
    }
}
