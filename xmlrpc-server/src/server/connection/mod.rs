//! One connection: its clocks, and what is put right between the socket and actix-web's reader of HTTP.
//!
//! actix-web has a clock for the first head of a connection and one between two requests. It has none for the heads
//! that follow, none for a client that does not read, and its graceful stop waits for whoever is in the middle of a
//! request. So all clocks are here: the stream tells what comes and goes, the service what is called and answered, and
//! the watch around both of them does the timing.

mod alarm;
mod door;
mod head;
mod refusal;
mod service;
mod stream;
mod watch;

pub(super) use service::factory;
