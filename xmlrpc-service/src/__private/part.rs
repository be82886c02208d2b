//! The further blocks of a type.

use crate::service::{Arguments, CallContext, Reply, Response, ServicePart};
use xmlrpc_core::fault::Fault;

/// Calls the method at `index` of the parts' rows, one part's behind the other's.
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
            Some(behind) => index = behind,
        }
    }
    super::no_such_row()
}
