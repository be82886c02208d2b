//! HTTP over hyper's connections.
//!
//! A connection is polled within the call that uses it, not by a task of its own: dropping the call closes the connection,
//! and there is no wake-up between two tasks. A kept connection is polled once before its next call, which shows whether the
//! server has closed it.

mod body;
mod connection;
#[cfg(feature = "cookies")]
mod cookies;
mod failure;
#[cfg(feature = "gzip")]
mod gzip;
mod head;
mod open;
mod pool;
mod proxy;
mod redirect;
mod stream;
#[cfg(feature = "tls")]
mod tls;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri};

use crate::address::Address;
use crate::carried::Outgoing;
use crate::error::Error;
use crate::progress::Progress;
use crate::transport::Response;

use connection::Connection;
use failure::Failure;
use open::Route;
use pool::Pool;

pub(crate) use proxy::ProxySetting;
#[cfg(feature = "tls")]
pub(crate) use tls::TlsSettings;

/// The most times an idempotent call is sent.
const ATTEMPTS: usize = 3;

/// Settings of HTTP.
#[derive(Default)]
pub(crate) struct HttpSettings {
    pub(crate) proxy: ProxySetting,
    #[cfg(feature = "tls")]
    pub(crate) tls: TlsSettings,
    /// The size from which documents are compressed.
    #[cfg(feature = "gzip")]
    pub(crate) compress_from: Option<usize>,
    /// Whether cookies are kept.
    #[cfg(feature = "cookies")]
    pub(crate) cookies: bool,
}

/// An HTTP server, and the connections to it.
pub(crate) struct Http {
    route: Route,
    target: Uri,
    headers: HeaderMap,
    pool: Pool,
    #[cfg(feature = "gzip")]
    compress_from: Option<usize>,
    #[cfg(feature = "cookies")]
    cookies: Option<cookies::Jar>,
}

/// A document as it is sent.
struct Sent<'a> {
    outgoing: &'a Outgoing<'a>,
    document: Bytes,
    is_compressed: bool,
}

impl Http {
    pub(crate) fn new(address: Address, headers: &[(String, String)], settings: &HttpSettings) -> Result<Self, Error> {
        let proxy = proxy::Proxy::of(&settings.proxy, &address)?;
        #[cfg(feature = "tls")]
        let tls = match (&address.protocol, &address.place) {
            (crate::address::Protocol::Https, crate::address::Place::Tcp(host, _)) => {
                Some(tls::Tls::new(host, &settings.tls)?)
            }
            _ => None,
        };
        let mut headers = head::headers(&address.host_header(), headers)?;
        let route = Route {
            address,
            proxy,
            #[cfg(feature = "tls")]
            tls,
        };
        if let Some(proxy::Authorization(value)) =
            route.forwarding_proxy().and_then(|proxy| proxy.authorization.as_ref())
        {
            head::insert_all(&mut headers, &[("proxy-authorization".into(), value.clone())])?;
        }
        let target = route.address.target.parse();
        let target = target.map_err(|_| Error::usage("the path of the address cannot be read"))?;
        Ok(Http {
            route,
            target,
            headers,
            pool: Pool::default(),
            #[cfg(feature = "gzip")]
            compress_from: settings.compress_from,
            #[cfg(feature = "cookies")]
            cookies: settings.cookies.then(cookies::Jar::default),
        })
    }

    /// Sends a document, and follows redirects.
    pub(crate) async fn send(&self, outgoing: &Outgoing<'_>, progress: &Progress) -> Result<Response, Error> {
        let sent = self.prepare(outgoing)?;
        let mut redirected: Option<Uri> = None;
        for _ in 0..=redirect::MOST {
            let target = redirected.as_ref().unwrap_or(&self.target);
            match self.send_to(target, &sent, progress).await? {
                Received::Response(response) => return Ok(response),
                Received::Redirect(target) => redirected = Some(target),
            }
        }
        Err(Error::http(308, None, b"").saying("the server redirects in a circle"))
    }

    /// Sends a document over a kept connection or a new one.
    ///
    /// It is sent a second time if a kept connection turns out closed before any byte of the response, and then over a new
    /// one. After that, only an idempotent call is sent again.
    async fn send_to(&self, target: &Uri, sent: &Sent<'_>, progress: &Progress) -> Result<Received, Error> {
        let mut may_reuse = true;
        let mut attempt = 1;
        loop {
            let kept = if may_reuse { self.pool.take() } else { None };
            let mut connection = match kept {
                Some(connection) => connection,
                // Boxed, so that calls over kept connections have small futures.
                None => Box::pin(Connection::open(&self.route, progress)).await?,
            };
            match self.exchange(&mut connection, target, sent, progress).await {
                Ok(received) => {
                    self.pool.give(connection);
                    return Ok(received);
                }
                Err(failure) if failure.shows_dead_connection() && may_reuse => self.pool.clear(),
                Err(failure) if sent.outgoing.idempotent && failure.may_pass() && attempt < ATTEMPTS => attempt += 1,
                Err(failure) => return Err(failure.into_error()),
            }
            may_reuse = false;
        }
    }

    async fn exchange(
        &self,
        connection: &mut Connection,
        target: &Uri,
        sent: &Sent<'_>,
        progress: &Progress,
    ) -> Result<Received, Failure> {
        let request = self.request(target, sent)?;
        let (head, body) = connection.send(request, progress).await?;
        #[cfg(feature = "cookies")]
        if let Some(jar) = &self.cookies {
            jar.store(&head.headers, &self.route.address, target.path());
        }
        let document = connection.read(&head, body, sent.outgoing.limit, progress).await?;
        let content_type = head::content_type(&head.headers);
        let response = Response { document, content_type, status: head.status.as_u16() };
        if head.status.is_redirection() {
            let target = redirect::target(&self.route.address, target, head.status, &head.headers, &response);
            return Ok(Received::Redirect(target?));
        }
        Ok(Received::Response(response))
    }

    fn request(&self, target: &Uri, sent: &Sent<'_>) -> Result<Request<Full<Bytes>>, Failure> {
        let mut request = Request::new(Full::new(sent.document.clone()));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = match self.route.forwarding_proxy() {
            None => target.clone(),
            Some(_) => self.absolute(target)?,
        };
        *request.headers_mut() = self.headers.clone();
        #[cfg(feature = "cookies")]
        if let Some(jar) = &self.cookies
            && let Some(cookies) = jar.header(&self.route.address, target.path())
        {
            request.headers_mut().insert(hyper::header::COOKIE, cookies);
        }
        head::insert_all(request.headers_mut(), sent.outgoing.headers)?;
        if sent.is_compressed {
            request.headers_mut().insert(HeaderName::from_static("content-encoding"), HeaderValue::from_static("gzip"));
        }
        Ok(request)
    }

    /// A target as a proxy gets it.
    fn absolute(&self, target: &Uri) -> Result<Uri, Error> {
        let absolute = format!("http://{}{target}", self.route.address.host_header());
        absolute.parse().map_err(|_| Error::usage("the address cannot be given to a proxy"))
    }

    #[cfg(feature = "gzip")]
    fn prepare<'a>(&self, outgoing: &'a Outgoing<'a>) -> Result<Sent<'a>, Error> {
        match self.compress_from {
            Some(size) if outgoing.document.len() >= size => {
                let document = gzip::compressed(&outgoing.document)?.into();
                Ok(Sent { outgoing, document, is_compressed: true })
            }
            _ => Ok(Sent { outgoing, document: outgoing.document.clone(), is_compressed: false }),
        }
    }

    #[cfg(not(feature = "gzip"))]
    fn prepare<'a>(&self, outgoing: &'a Outgoing<'a>) -> Result<Sent<'a>, Error> {
        Ok(Sent { outgoing, document: outgoing.document.clone(), is_compressed: false })
    }
}

/// What came of a document.
enum Received {
    Response(Response),
    Redirect(Uri),
}
