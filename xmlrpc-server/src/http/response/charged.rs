//! Large responses, which are charged to the budget until they are written.

use std::any::Any;
use std::error::Error;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use actix_http::Response;
use actix_web::body::{BodySize, BoxBody, MessageBody};
use bytes::Bytes;
use xmlrpc_service::MemoryLease;

use crate::http::budget::{Budget, COUNTED, Charge};
use crate::http::progress::Progress;

/// Bytes that are passed to actix-http at once. It takes the next ones when these are passed to the system, so that it
/// holds no second copy of the response.
const PIECE: usize = 32 << 10;

/// The lease of a response's memory, which the response carries until it is [charged].
struct Leased(Box<dyn MemoryLease>);

/// Keeps the lease of a response's memory with the response.
#[cold]
pub(super) fn keep(response: &mut Response<BoxBody>, lease: Box<dyn MemoryLease>) {
    response.extensions_mut().insert(Leased(lease));
}

/// Charges a large response, unless it has leased its memory. If it is evicted, `progress` tells the connection, which ends then.
#[inline]
pub(crate) fn charged(
    response: Response<BoxBody>,
    budget: &Arc<Budget>,
    progress: Option<&Progress>,
) -> Response<BoxBody> {
    match response.body().size() {
        BodySize::Sized(size) if size >= COUNTED as u64 => charge(response, size, budget, progress),
        _ => response,
    }
}

#[cold]
fn charge(
    mut response: Response<BoxBody>,
    size: u64,
    budget: &Arc<Budget>,
    progress: Option<&Progress>,
) -> Response<BoxBody> {
    let leased = response.extensions_mut().remove::<Leased>();
    let charge = leased.and_then(|Leased(lease)| (lease as Box<dyn Any>).downcast::<Charge>().ok());
    let charge = charge.unwrap_or_else(|| Box::new(budget.take_always(usize::try_from(size).unwrap_or(usize::MAX))));
    if let Some(progress) = progress {
        progress.hold_response(Arc::clone(charge.holder()));
    }
    response.map_body(|_, body| BoxBody::new(ChargedBody { body, rest: Bytes::new(), size, charge }))
}

struct ChargedBody {
    body: BoxBody,
    /// The part of the last piece of `body` that is not passed on.
    rest: Bytes,
    size: u64,
    charge: Box<Charge>,
}

impl MessageBody for ChargedBody {
    type Error = Box<dyn Error>;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.size)
    }

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        if !self.charge.wait(cx.waker()) {
            return Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted).into())));
        }
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_next(cx)) {
                Some(Ok(piece)) => self.rest = piece,
                other => return Poll::Ready(other),
            }
        }
        let count = self.rest.len().min(PIECE);
        self.charge.moved(count);
        Poll::Ready(Some(Ok(self.rest.split_to(count))))
    }
}
