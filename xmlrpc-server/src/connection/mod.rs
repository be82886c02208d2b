//! One connection: its clocks, and what is put right between the socket and actix-web's reader of HTTP.
//!
//! actix-web has a clock for the first head of a connection and one between two requests. It has none for the heads
//! that follow, none for a client that does not read, and its graceful stop waits for whoever is in the middle of a
//! request. So all clocks are here: the stream tells what comes and goes, the service what is called and answered, and
//! the watch around both of them does the timing.

mod deadline_timer;
mod error_response;
mod head;
mod router;
mod service;
mod shutdown;
mod stream;
mod supervise;
mod timeouts;

pub(crate) use service::factory;
pub(crate) use shutdown::ShutdownState;
pub use timeouts::Timeouts;
