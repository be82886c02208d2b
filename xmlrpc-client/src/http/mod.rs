//! HTTP over hyper's connections.
//!
//! A connection is polled within the call that uses it, not by a task of its own: dropping the call closes the connection,
//! and there is no wake-up between two tasks. A kept connection is polled once before its next call, which shows whether the
//! server has closed it.

mod body;
mod connect;
mod connection;
mod failure;
mod head;
mod pool;
mod stream;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::HeaderMap;
use hyper::{Method, Request, StatusCode, Uri};

use crate::address::Address;
use crate::carried::Outgoing;
use crate::error::Error;
use crate::progress::Progress;
use crate::transport::Response;

use connection::Connection;
use failure::Failure;
use pool::Pool;

/// The most times an idempotent call is sent.
const ATTEMPTS: usize = 3;

/// An HTTP server, and the connections to it.
pub(crate) struct Http {
    address: Address,
    target: Uri,
    headers: HeaderMap,
    pool: Pool,
}

impl Http {
    pub(crate) fn new(address: Address, headers: &[(String, String)]) -> Result<Self, Error> {
        let headers = head::headers(&address.host_header(), headers)?;
        let target = address.target.parse().map_err(|_| Error::usage("the path of the address cannot be read"))?;
        Ok(Http { address, target, headers, pool: Pool::default() })
    }

    /// Sends a document over a kept connection or a new one.
    ///
    /// It is sent a second time if a kept connection turns out closed before any byte of the response, and then over a new
    /// one. After that, only an idempotent call is sent again.
    pub(crate) async fn send(&self, outgoing: &Outgoing<'_>, progress: &Progress) -> Result<Response, Error> {
        let mut may_reuse = true;
        let mut attempt = 1;
        loop {
            let kept = if may_reuse { self.pool.take() } else { None };
            let mut connection = match kept {
                Some(connection) => connection,
                None => Connection::open(&self.address, progress).await?,
            };
            match self.exchange(&mut connection, outgoing, progress).await {
                Ok(response) => {
                    self.pool.give(connection);
                    return Ok(response);
                }
                Err(failure) if failure.shows_dead_connection() && may_reuse => self.pool.clear(),
                Err(failure) if outgoing.idempotent && failure.may_pass() && attempt < ATTEMPTS => attempt += 1,
                Err(failure) => return Err(failure.into_error()),
            }
            may_reuse = false;
        }
    }

    async fn exchange(
        &self,
        connection: &mut Connection,
        outgoing: &Outgoing<'_>,
        progress: &Progress,
    ) -> Result<Response, Failure> {
        let request = self.request(outgoing)?;
        let (head, body) = connection.send(request, progress).await?;
        let content_type = head::content_type(&head.headers);
        let document = if head.status.is_success() {
            connection.read(body, outgoing.limit, progress).await?
        } else {
            connection.read_start(body, outgoing.limit, progress).await
        };
        let response = Response { document, content_type, status: head.status.as_u16() };
        match head.status {
            status if status.is_redirection() => Err(Failure::error(redirected(status, &head.headers, response))),
            _ => Ok(response),
        }
    }

    fn request(&self, outgoing: &Outgoing<'_>) -> Result<Request<Full<Bytes>>, Failure> {
        let mut request = Request::new(Full::new(outgoing.document.clone()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.target.clone();
        *request.headers_mut() = self.headers.clone();
        head::insert_all(request.headers_mut(), outgoing.headers).map_err(Failure::error)?;
        Ok(request)
    }
}

/// The error of a redirect.
#[cold]
fn redirected(status: StatusCode, headers: &HeaderMap, response: Response) -> Error {
    let target = headers.get(hyper::header::LOCATION).map(|target| crate::error::escaped(target.as_bytes()));
    let target = target.unwrap_or_else(|| "an address that it does not say".into());
    Error::http(status.as_u16(), response.content_type.as_deref(), &response.document)
        .saying(format!("the server redirects to {target}: use that address if it is the server that you mean"))
}
