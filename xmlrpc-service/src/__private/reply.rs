//! The replies of the generated dispatch.

use crate::service::{Arguments, CallContext, Reply, Response, ServicePart};
use xmlrpc_core::fault::{Fault, FaultOrigin};

/// Calls the method at `index` of the rows of all parts, which are numbered through.
pub fn call_part<'s, T: ?Sized>(
    parts: &[ServicePart<T>],
    service: &'s T,
    mut index: usize,
    arguments: &mut Arguments<'s>,
    context: &'s CallContext,
    response: &'s mut Response,
) -> Result<Reply<'s>, Fault> {
    for part in parts {
        match index.checked_sub(part.methods().len()) {
            None => return part.call(service, index, arguments, context, response),
            Some(rest) => index = rest,
        }
    }
    no_such_row()
}

/// The reply of an asynchronous method.
pub fn pending<'s>(future: impl Future<Output = Result<(), Fault>> + Send + 's) -> Result<Reply<'s>, Fault> {
    Ok(Reply::Pending(Box::pin(future)))
}

/// The reply of a synchronous method.
pub fn written<'s>(outcome: Result<(), Fault>) -> Result<Reply<'s>, Fault> {
    outcome.map(|()| Reply::Written)
}

/// The fault for an index beyond the table. The dispatcher takes indices from the table, so that only a service written
/// by hand can get here.
#[cold]
pub fn no_such_row<'s>() -> Result<Reply<'s>, Fault> {
    Err(Fault::internal("the method's table row does not exist").with_origin(FaultOrigin::Server))
}
