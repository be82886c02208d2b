//! What answers on a connection: an actix-web app, and around it what tells the watch how far it is.

use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use actix_http::{ConnectionType, Extensions, HttpService, KeepAlive, Protocol, Request, Response};
use actix_service::{IntoServiceFactory, ServiceFactory, ServiceFactoryExt, apply_fn_factory, fn_service, map_config};
use actix_web::body::{BodySize, BoxBody, MessageBody};
use actix_web::dev::{AppConfig, Payload, ServiceResponse};
use actix_web::rt::net::TcpStream;
use bytes::Bytes;

use super::super::Timeouts;
use super::super::life::Life;
use super::stream::Stream;
use super::watch::watch;
use crate::Endpoint;
use crate::endpoint::{Phase, Progress};

/// How long a client may take to read why it is refused, while it still sends what it is refused for.
const LINGER: Duration = Duration::from_secs(1);

/// What answers on each connection of a worker.
pub(crate) fn factory<A, S>(
    app: A,
    endpoint: Endpoint,
    life: Arc<Life>,
    timeouts: Timeouts,
) -> impl ServiceFactory<TcpStream, Config = (), Response = (), InitError = (), Error = actix_http::error::DispatchError>
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
    let app = map_config(app.into_factory().map_err(|error| error.error_response()), |()| AppConfig::default());
    let told = apply_fn_factory(app, {
        let life = Arc::clone(&life);
        move |mut request: Request, app: &_| {
            let progress = request.conn_data::<Rc<Progress>>().cloned();
            let has_body = !matches!(request.payload(), Payload::None);
            if let Some(progress) = &progress {
                progress.enter(Phase::Body);
            }
            let answer = actix_service::Service::call(app, request);
            let life = Arc::clone(&life);
            async move {
                let mut response: Response<BoxBody> = answer.await?.into();
                if let Some(progress) = &progress {
                    if has_body && progress.phase() == Phase::Body {
                        progress.leave_body_unread();
                    }
                    progress.enter(Phase::Answer);
                }
                if !life.is_serving() {
                    response.head_mut().set_connection_type(ConnectionType::Close);
                }
                Ok(response.map_body(|_, body| Answer { body, progress }))
            }
        }
    });
    let expectation = fn_service(move |request: Request| {
        let outcome = match endpoint.refuse_expectation(request.head()) {
            None => Ok(request),
            Some(refusal) => {
                if let Some(progress) = request.conn_data::<Rc<Progress>>() {
                    progress.enter(Phase::Answer);
                }
                Err(refusal)
            }
        };
        std::future::ready(outcome)
    });
    let http = HttpService::build()
        .keep_alive(KeepAlive::Os)
        .client_request_timeout(Duration::ZERO)
        .client_disconnect_timeout(LINGER)
        .on_connect_ext(|stream: &Stream, data: &mut Extensions| {
            data.insert(Rc::clone(stream.progress()));
        })
        .expect(expectation)
        .finish(told);
    apply_fn_factory(http, move |socket: TcpStream, http: &_| {
        let _ = socket.set_nodelay(true);
        let peer = socket.peer_addr().ok();
        let progress = Rc::new(Progress::new());
        let stream = Stream::new(socket, Rc::clone(&progress));
        let connection = actix_service::Service::call(http, (stream, Protocol::Http1, peer));
        watch(connection, progress, Arc::clone(&life), timeouts)
    })
}

/// The body of an answer, which tells when it has been handed over.
struct Answer {
    body: BoxBody,
    progress: Option<Rc<Progress>>,
}

impl MessageBody for Answer {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.body).poll_next(cx)
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        if let Some(progress) = &self.progress {
            progress.enter(Phase::Answered);
        }
    }
}
