//! Opening a connection: directly or through a proxy, with or without TLS.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::proxy::{Proxy, tunnel_refusal, tunnel_request};
use super::stream::Socket;
#[cfg(feature = "tls")]
use super::tls::Tls;
use crate::address::{Address, Place};
use crate::connect;
use crate::error::{Error, Phase};
use crate::progress::Progress;

/// The most bytes of a proxy's response to the request for a tunnel.
const LONGEST: usize = 16 << 10;

/// How a server is reached.
#[derive(Debug)]
pub(super) struct Route {
    pub(super) address: Address,
    pub(super) proxy: Option<Proxy>,
    #[cfg(feature = "tls")]
    pub(super) tls: Option<Tls>,
}

impl Route {
    fn has_tls(&self) -> bool {
        #[cfg(feature = "tls")]
        return self.tls.is_some();
        #[cfg(not(feature = "tls"))]
        false
    }

    /// The proxy that gets requests in place of the server. It tunnels what is encrypted.
    pub(super) fn forwarding_proxy(&self) -> Option<&Proxy> {
        self.proxy.as_ref().filter(|_| !self.has_tls())
    }

    /// Opens a connection.
    pub(super) async fn open(&self, progress: &Progress) -> Result<Socket, Error> {
        let stream = match (&self.address.place, &self.proxy) {
            (Place::Unix(path), _) => return unix(path, progress).await,
            (Place::Tcp(host, port), None) => connect::tcp(host, *port, progress).await?,
            (Place::Tcp(..), Some(proxy)) => self.through(proxy, progress).await?,
        };
        #[cfg(feature = "tls")]
        if let Some(tls) = &self.tls {
            progress.enter(Phase::Tls);
            return Ok(Socket::Tls(Box::new(tls.connect(stream).await?)));
        }
        Ok(Socket::Tcp(stream))
    }

    /// Connects to a proxy, which forwards requests or tunnels to the server.
    async fn through(&self, proxy: &Proxy, progress: &Progress) -> Result<TcpStream, Error> {
        let name = format!("the proxy {}:{}", proxy.host, proxy.port);
        let connected = connect::tcp(&proxy.host, proxy.port, progress).await;
        let mut stream = connected.map_err(|error| error.about(&name))?;
        if self.has_tls() {
            progress.enter(Phase::Tunnel);
            let tunnel = tunnel(&mut stream, &self.address.authority(), proxy).await;
            tunnel.map_err(|error| error.about(&name))?;
        }
        Ok(stream)
    }
}

#[cfg(unix)]
async fn unix(path: &str, progress: &Progress) -> Result<Socket, Error> {
    progress.enter(Phase::Connect);
    let opened = connect::unix(path).await?;
    Ok(Socket::Unix(opened))
}

#[cfg(not(unix))]
async fn unix(_: &str, _: &Progress) -> Result<Socket, Error> {
    Err(Error::usage("this system has no Unix sockets: write an address with http://"))
}

/// Asks a proxy for a tunnel.
async fn tunnel(stream: &mut TcpStream, authority: &str, proxy: &Proxy) -> Result<(), Error> {
    let broken = |error: std::io::Error| {
        let message = format!("the connection broke: {error}");
        Error::transport(Phase::Tunnel, error).saying(message)
    };
    stream.write_all(tunnel_request(authority, proxy).as_bytes()).await.map_err(broken)?;
    let mut head = Vec::new();
    // The server behind the tunnel is silent before the client's first byte, so nothing of it is read here.
    while !head.ends_with(b"\r\n\r\n") && !head.ends_with(b"\n\n") {
        if head.len() >= LONGEST || stream.read_buf(&mut head).await.map_err(broken)? == 0 {
            break;
        }
    }
    match tunnel_refusal(&head) {
        None => Ok(()),
        Some(message) => Err(Error::transport(Phase::Tunnel, "no tunnel").saying(message)),
    }
}
