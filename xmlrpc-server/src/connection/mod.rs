//! One connection: its timeouts, its routing, and the normalisation of request heads for actix-http.
//!
//! actix-http has a timeout for the first head of a connection and one between two requests. It has none for later heads
//! and none for a client that does not read, and its graceful stop waits for every request that has begun. So all
//! timeouts are here: the stream sees bytes come and go, the router sees requests and responses, and `supervise` around
//! both of them holds the timer.

mod chunks;
mod deadline_timer;
mod head;
mod protocols;
mod proxy_protocol;
mod recent_head;
mod refusal;
mod remainder;
mod router;
mod service;
mod shutdown;
mod stream;
mod supervise;
mod timeouts;

pub(crate) use service::factory;
pub(crate) use shutdown::ShutdownState;
pub use timeouts::Timeouts;
