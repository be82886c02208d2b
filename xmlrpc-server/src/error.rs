use std::error::Error as StdError;
use std::net::SocketAddr;
use std::{fmt, io};

use xmlrpc_service::SetupError;

/// The result of starting or running a server.
///
/// ```no_run
/// fn main() -> xmlrpc_server::Result {
///     xmlrpc_server::Server::new().serve_forever("127.0.0.1:9000")
/// }
/// ```
pub type Result<T = (), E = Error> = std::result::Result<T, E>;

/// Why a server could not start, or stopped.
///
/// `Display` and `Debug` are the same text, so a `main` that returns [`Result`] prints it.
pub struct Error(Box<Kind>);

enum Kind {
    Setup(SetupError),
    Misuse(String),
    Listen { address: SocketAddr, error: io::Error },
    Io(io::Error),
}

impl Error {
    /// A setting or call that is not possible; the text says what to change.
    pub(crate) fn misuse(sentence: impl Into<String>) -> Self {
        Kind::Misuse(sentence.into()).into()
    }

    /// The address cannot be listened on.
    pub(crate) fn listen(address: SocketAddr, error: io::Error) -> Self {
        Kind::Listen { address, error }.into()
    }

    /// Returns the operating system's error, if it caused this one.
    ///
    /// ```
    /// use std::{io, net::TcpListener};
    /// use xmlrpc_server::Server;
    ///
    /// # async fn example() -> io::Result<()> {
    /// let taken = TcpListener::bind("127.0.0.1:0")?;
    /// let error = Server::new().start(taken.local_addr()?).await.expect_err("the port is taken");
    /// assert_eq!(error.io_error().map(io::Error::kind), Some(io::ErrorKind::AddrInUse));
    /// # Ok(())
    /// # }
    /// # fn main() -> io::Result<()> {
    /// #     tokio::runtime::Runtime::new()?.block_on(example())
    /// # }
    /// ```
    pub fn io_error(&self) -> Option<&io::Error> {
        match &*self.0 {
            Kind::Listen { error, .. } | Kind::Io(error) => Some(error),
            Kind::Setup(_) | Kind::Misuse(_) => None,
        }
    }
}

impl From<Kind> for Error {
    fn from(kind: Kind) -> Self {
        Error(Box::new(kind))
    }
}

impl From<SetupError> for Error {
    fn from(error: SetupError) -> Self {
        Kind::Setup(error).into()
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        Kind::Io(error).into()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.0 {
            Kind::Setup(error) => write!(f, "{error}"),
            Kind::Misuse(sentence) => f.write_str(sentence),
            Kind::Listen { address, error } => write!(f, "cannot listen on {address}: {}", Advice { address, error }),
            Kind::Io(error) => write!(f, "{error}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            Kind::Setup(error) => error.source(),
            Kind::Misuse(_) => None,
            Kind::Listen { error, .. } => Some(error),
            Kind::Io(error) => error.source(),
        }
    }
}

/// The reason why an address cannot be used, and what to do about it.
struct Advice<'e> {
    address: &'e SocketAddr,
    error: &'e io::Error,
}

impl fmt::Display for Advice<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.error.kind() {
            io::ErrorKind::AddrInUse => f.write_str(
                "another program is listening there; stop it, or choose another port (port 0 takes any that is free)",
            ),
            io::ErrorKind::PermissionDenied if self.address.port() < 1024 => f.write_str(
                "no permission; ports below 1024 are reserved for privileged programs, so choose a higher one",
            ),
            io::ErrorKind::AddrNotAvailable => f.write_str(
                "this machine has no such address; 127.0.0.1 is reachable from this machine alone, 0.0.0.0 from all its \
                 networks",
            ),
            _ => write!(f, "{}", self.error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_is_the_sentence() {
        let address = SocketAddr::from(([127, 0, 0, 1], 80));
        let error = Error::listen(address, io::ErrorKind::AddrInUse.into());
        let sentence = error.to_string();
        assert_eq!(format!("{error:?}"), sentence);
        assert!(sentence.starts_with("cannot listen on 127.0.0.1:80: another program"), "{sentence}");
    }

    #[test]
    fn a_reserved_port_is_explained() {
        let error = Error::listen(SocketAddr::from(([0, 0, 0, 0], 80)), io::ErrorKind::PermissionDenied.into());
        assert!(error.to_string().contains("below 1024"), "{error}");
    }
}
