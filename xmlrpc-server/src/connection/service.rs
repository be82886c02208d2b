//! The service of a connection: the router behind actix-http, under supervision.

use std::io;
use std::net::SocketAddr;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use actix_http::error::DispatchError;
use actix_http::{Extensions, HttpService, KeepAlive, Protocol, Request};
use actix_service::{
    IntoServiceFactory, ServiceFactory, ServiceFactoryExt as _, apply_fn_factory, fn_factory, fn_service,
};
use actix_web::body::BoxBody;
use actix_web::dev::{AppConfig, ServiceResponse};
use actix_web::rt::net::TcpStream;

use super::router::{ConnectionRouter, RouterService};
use super::shutdown::ShutdownState;
use super::stream::Stream;
use super::supervise::supervise;
use super::{Timeouts, proxy_protocol};
use crate::Endpoint;
use crate::http::{HeadCharge, Progress};
use crate::log::HeadLog;
use crate::peers::{PeerLimit, PeerPlace};

/// The longest `Timeouts::discard`: adding more to the present could overflow.
const LONGEST_DISCARD: Duration = Duration::from_secs(24 * 60 * 60);

/// Returns the service for the connections of a worker. `checks` are the paths of health checks.
pub(crate) fn factory<A, S>(
    app: A,
    endpoint: &Endpoint,
    checks: Vec<String>,
    shutdown_state: Arc<ShutdownState>,
    timeouts: Timeouts,
    peers: Arc<PeerLimit>,
) -> impl ServiceFactory<TcpStream, Config = (), Response = (), InitError = (), Error = DispatchError> + use<A, S>
where
    A: IntoServiceFactory<S, Request>,
    S: ServiceFactory<
            Request,
            Config = AppConfig,
            Response = ServiceResponse<BoxBody>,
            Error = actix_web::Error,
            InitError = (),
        > + 'static,
    S::Future: 'static,
    S::Service: 'static,
{
    let timeouts = Timeouts { discard: timeouts.discard.min(LONGEST_DISCARD), ..timeouts };
    let router = Rc::new(ConnectionRouter::new(endpoint, checks, Arc::clone(&shutdown_state)));
    let expecting = Rc::clone(&router);
    let discardable = router.discardable();
    let app = app.into_factory();
    let connections = fn_factory(move || {
        let (router, app) = (Rc::clone(&router), app.new_service(AppConfig::default()));
        async move { Ok::<_, ()>(RouterService { router, app: app.await? }) }
    });
    let expectation = fn_service(move |mut request: Request| {
        std::future::ready(match expecting.refuse_expectation(&mut request) {
            None => Ok(request),
            Some(error) => Err(error.map_into_boxed_body()),
        })
    });
    let http = HttpService::build()
        .keep_alive(KeepAlive::Os)
        .client_request_timeout(Duration::ZERO)
        // For so long, actix-http reads on behind the response to a request whose body was not read.
        .client_disconnect_timeout(timeouts.discard)
        .on_connect_ext(|stream: &Stream, data: &mut Extensions| {
            data.insert(Rc::clone(stream.progress()));
        })
        .expect(expectation)
        .finish(connections);
    let proxies = endpoint.proxies().clone();
    let trusted = Rc::new(proxies.clone());
    let access_log = endpoint.access_log_is_on();
    let head_charge = HeadCharge::new(endpoint);
    let accept = fn_service(move |socket: TcpStream| {
        let _ = socket.set_nodelay(true);
        let accepted = match socket.peer_addr() {
            Ok(peer) if proxies.expects_proxy_header(peer.ip()) => {
                Err(Box::pin(proxy_protocol::accept(socket, peer, timeouts.head, access_log)))
            }
            peer => Ok((socket, peer.ok())),
        };
        let (peers, trusted) = (Arc::clone(&peers), Rc::clone(&trusted));
        async move {
            let (socket, peer) = match accepted {
                Ok(accepted) => accepted,
                Err(reading) => reading.await.map_err(DispatchError::Io)?,
            };
            let place = match peer {
                Some(peer) if !trusted.trusts(peer.ip()) => {
                    Some(peers.enter(peer.ip()).ok_or_else(|| refuse(&socket))?)
                }
                _ => None,
            };
            Ok((socket, peer, place))
        }
    });
    let supervised = apply_fn_factory(http, move |(socket, peer, place): Accepted, http: &_| {
        let progress = Rc::new(Progress::new(discardable));
        let log = HeadLog { peer, is_on: access_log };
        let stream = Stream::new(socket, Rc::clone(&progress), head_charge.clone(), log);
        // An async function stores its arguments twice, so the two large ones are boxed.
        let connection = Box::pin(actix_service::Service::call(http, (stream, Protocol::Http1, peer)));
        Box::pin(supervise(connection, progress, Arc::clone(&shutdown_state), timeouts, place))
    });
    accept.and_then(supervised)
}

/// A connection, its client, and the client's place for it, unless the client is a trusted proxy.
type Accepted = (TcpStream, Option<SocketAddr>, Option<PeerPlace>);

/// Ends a connection from an address that has too many. A reset keeps no state in the system.
#[cold]
fn refuse(socket: &TcpStream) -> DispatchError {
    let _ = socket.set_zero_linger();
    DispatchError::Io(io::ErrorKind::QuotaExceeded.into())
}
