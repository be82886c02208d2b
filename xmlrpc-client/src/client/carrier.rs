//! The transport of a client, chosen by its address.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::carried::Outgoing;
use crate::error::Error;
use crate::progress::Progress;
use crate::transport::{Request, Response, Transport};

/// The transport of a client.
pub(super) enum Carrier {
    #[cfg(feature = "http")]
    Http(Box<crate::http::Http>),
    #[cfg(feature = "scgi")]
    Scgi(Box<crate::scgi::Scgi>),
    Custom(Arc<dyn AnyTransport>, Vec<(String, String)>),
}

impl Carrier {
    pub(super) async fn send(&self, outgoing: &Outgoing<'_>, progress: &Progress) -> Result<Response, Error> {
        match self {
            #[cfg(feature = "http")]
            Carrier::Http(http) => http.send(outgoing, progress).await,
            #[cfg(feature = "scgi")]
            Carrier::Scgi(scgi) => Box::pin(scgi.send(outgoing, progress)).await,
            Carrier::Custom(transport, headers) => {
                progress.enter(crate::Phase::Wait);
                transport.send(request(outgoing, headers)).await
            }
        }
    }
}

fn request(outgoing: &Outgoing<'_>, headers: &[(String, String)]) -> Request {
    let own = headers.iter().filter(|(name, _)| !outgoing.headers.iter().any(|(of_call, _)| of_call == name));
    Request {
        method: outgoing.method.to_owned(),
        document: outgoing.document.clone(),
        content_type: "text/xml",
        headers: own.chain(outgoing.headers).cloned().collect(),
        idempotent: outgoing.idempotent,
        deadline: outgoing.deadline,
        limit: outgoing.limit,
    }
}

/// A transport whose type is not known.
pub(super) trait AnyTransport: Send + Sync {
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Error>> + Send + '_>>;
}

impl<T: Transport> AnyTransport for T {
    fn send(&self, request: Request) -> Pin<Box<dyn Future<Output = Result<Response, Error>> + Send + '_>> {
        Box::pin(Transport::send(self, request))
    }
}

impl fmt::Debug for Carrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Carrier")
    }
}
