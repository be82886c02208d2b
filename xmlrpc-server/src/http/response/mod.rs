//! What is written of a response: compressed documents, HTTP errors, the end of a connection.

mod charged;
mod closing;
mod compress;
mod error;

pub(super) use charged::charged;
pub(super) use closing::ClosingBody;
pub(super) use compress::{long_response, response_at_once};
pub(crate) use error::NOSNIFF;
pub(super) use error::{ALLOWED, HttpError};
