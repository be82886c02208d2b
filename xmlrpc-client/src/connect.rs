//! Connecting: the addresses of a host, and the first of them that accepts.

use std::future::{Future, poll_fn};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use tokio::net::TcpStream;

use crate::error::{Error, Phase};
use crate::progress::Progress;

/// How long one address may take before the next one is tried beside it.
const STAGGER: Duration = Duration::from_millis(250);

/// Connects to a host and port.
pub(crate) async fn tcp(host: &str, port: u16, progress: &Progress) -> Result<TcpStream, Error> {
    progress.enter(Phase::Resolve);
    let addresses = addresses(host, port).await?;
    progress.enter(Phase::Connect);
    let stream = first(&addresses).await.map_err(|error| {
        let tried: Vec<String> = addresses.iter().map(SocketAddr::to_string).collect();
        let tried = tried.join(" and ");
        Error::transport(Phase::Connect, clone(&error)).saying(format!("cannot connect to {tried}: {error}"))
    })?;
    // Head and body are one write, and the next request waits for the response: nothing is to be gathered.
    let _ = stream.set_nodelay(true);
    Ok(stream)
}

/// Connects to a Unix socket.
#[cfg(unix)]
pub(crate) async fn unix(path: &str) -> Result<tokio::net::UnixStream, Error> {
    tokio::net::UnixStream::connect(path).await.map_err(|error| {
        let message = format!("cannot connect to {path}: {error}");
        Error::transport(Phase::Connect, error).saying(message)
    })
}

fn clone(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}

/// The addresses of a host, families in turn; those of `localhost` always of both families.
async fn addresses(host: &str, port: u16) -> Result<Vec<SocketAddr>, Error> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let is_local = host.eq_ignore_ascii_case("localhost");
    let mut found: Vec<SocketAddr> = match tokio::net::lookup_host((host, port)).await {
        Ok(found) => found.collect(),
        Err(_) if is_local => Vec::new(),
        Err(error) => {
            let message = format!("cannot resolve the name {host}: {error}");
            return Err(Error::transport(Phase::Resolve, error).saying(message));
        }
    };
    if is_local {
        for address in [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)] {
            let address = SocketAddr::new(address, port);
            if !found.contains(&address) {
                found.push(address);
            }
        }
    }
    if found.is_empty() {
        return Err(Error::transport(Phase::Resolve, "no addresses").saying(format!("the name {host} has no address")));
    }
    Ok(in_turn(found))
}

/// Addresses with their families in turn, in the order of the system otherwise.
fn in_turn(addresses: Vec<SocketAddr>) -> Vec<SocketAddr> {
    let first_is_v6 = addresses.first().is_some_and(SocketAddr::is_ipv6);
    let (first, second): (Vec<_>, Vec<_>) = addresses.into_iter().partition(|a| a.is_ipv6() == first_is_v6);
    let mut turns = Vec::with_capacity(first.len() + second.len());
    let (mut first, mut second) = (first.into_iter(), second.into_iter());
    loop {
        let pair = [first.next(), second.next()];
        if pair == [None, None] {
            return turns;
        }
        turns.extend(pair.into_iter().flatten());
    }
}

type Attempt = Pin<Box<dyn Future<Output = io::Result<TcpStream>> + Send>>;

/// The first address that accepts. The next address is tried when one fails, or beside it after some time.
async fn first(addresses: &[SocketAddr]) -> io::Result<TcpStream> {
    if let [address] = addresses {
        return TcpStream::connect(*address).await;
    }
    let mut rest = addresses.iter().copied();
    let mut attempts: Vec<Attempt> = Vec::new();
    let mut stagger = pin!(tokio::time::sleep(STAGGER));
    let mut failed = None;
    poll_fn(|cx| {
        loop {
            let mut starts_another = attempts.is_empty();
            let mut index = 0;
            while let Some(attempt) = attempts.get_mut(index) {
                match attempt.as_mut().poll(cx) {
                    Poll::Ready(Ok(stream)) => return Poll::Ready(Ok(stream)),
                    Poll::Ready(Err(error)) => {
                        failed.get_or_insert(error);
                        drop(attempts.swap_remove(index));
                        starts_another = true;
                    }
                    Poll::Pending => index += 1,
                }
            }
            if !starts_another {
                match stagger.as_mut().poll(cx) {
                    Poll::Ready(()) if rest.len() > 0 => {}
                    _ => return Poll::Pending,
                }
            }
            match rest.next() {
                Some(address) => {
                    attempts.push(Box::pin(TcpStream::connect(address)));
                    stagger.as_mut().reset(tokio::time::Instant::now() + STAGGER);
                }
                None if attempts.is_empty() => {
                    let none = || io::Error::new(io::ErrorKind::NotFound, "no address");
                    return Poll::Ready(Err(failed.take().unwrap_or_else(none)));
                }
                None => return Poll::Pending,
            }
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_take_turns() {
        let address = |text: &str| text.parse::<SocketAddr>().unwrap();
        let [a, b, c, d] = ["[::1]:1", "[::2]:1", "1.1.1.1:1", "[::3]:1"].map(address);
        assert_eq!(in_turn(vec![a, b, c, d]), [a, c, b, d]);
        assert_eq!(in_turn(vec![c, a]), [c, a]);
        assert_eq!(in_turn(Vec::new()), []);
    }

    #[tokio::test]
    async fn localhost_has_both_families() {
        let found = addresses("localhost", 9).await.unwrap();
        assert!(found.iter().any(SocketAddr::is_ipv4) && found.iter().any(SocketAddr::is_ipv6), "{found:?}");
    }

    #[tokio::test]
    async fn an_address_that_refuses_is_passed_over() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let good = listener.local_addr().unwrap();
        let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
        let stream = first(&[closed, closed, good]).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), good);
        assert!(first(&[closed, closed]).await.is_err());
    }
}
