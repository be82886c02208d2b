//! A server that is a process of its own, for the tests of what it prints, how signals end it, and what it survives.
//!
//! `served [--listen ADDRESS] [--drain-delay MILLISECONDS] [--quiet] [--afterwards] [--panic-messages]
//! [--own-panic-hook] [--trust HEADER=ADDRESS]`

use std::env;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

use xmlrpc_server::{CallContext, Reading, Server, Timeouts, TrustedProxies, rpc_service};

/// The number of calls that have begun and not ended.
static UNDERWAY: AtomicI32 = AtomicI32::new(0);

/// One of these calls.
struct Underway;

impl Underway {
    fn begin() -> Self {
        UNDERWAY.fetch_add(1, Ordering::Relaxed);
        Underway
    }
}

impl Drop for Underway {
    fn drop(&mut self) {
        UNDERWAY.fetch_sub(1, Ordering::Relaxed);
    }
}

struct Subject;

#[rpc_service]
impl Subject {
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a.wrapping_add(b)
    }

    /// Blocks its thread.
    #[expose]
    fn sleep(&self, milliseconds: u32) -> u32 {
        let _underway = Underway::begin();
        thread::sleep(Duration::from_millis(milliseconds.into()));
        milliseconds
    }

    /// Blocks nothing.
    #[expose]
    async fn nap(&self, milliseconds: u32) -> u32 {
        let _underway = Underway::begin();
        tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
        milliseconds
    }

    /// How many calls of `sleep` and `nap` have begun and not ended.
    #[expose(inline)]
    fn underway(&self) -> i32 {
        UNDERWAY.load(Ordering::Relaxed)
    }

    /// A text of this length.
    #[expose(inline)]
    fn text(&self, length: usize) -> String {
        "x".repeat(length)
    }

    #[expose(inline)]
    fn length(&self, text: &str) -> usize {
        text.len()
    }

    /// The address of the client.
    #[expose(inline)]
    fn peer(&self, context: &CallContext) -> Option<String> {
        context.peer().map(|peer| peer.to_string())
    }

    /// A header of the request.
    #[expose(inline)]
    fn header(&self, name: &str, context: &CallContext) -> Option<String> {
        context.header(name).map(String::from)
    }

    /// A panic on a thread of the method's own.
    #[expose]
    fn panic_outside(&self) -> bool {
        thread::spawn(panic_outside).join().is_err()
    }

    /// A panic that the method catches itself.
    #[expose]
    #[expect(clippy::panic, reason = "that is what it is for")]
    fn panic_caught(&self) -> bool {
        std::panic::catch_unwind(|| panic!("caught inside")).is_err()
    }

    #[expose]
    #[expect(clippy::panic, reason = "that is what it is for")]
    fn panic_blocking(&self) -> i32 {
        panic!("as asked")
    }
}

#[expect(clippy::panic, reason = "that is what it is for")]
fn panic_outside() {
    panic!("outside of methods")
}

fn main() -> xmlrpc_server::Result {
    let options: Vec<String> = env::args().skip(1).collect();
    let has = |name: &str| options.iter().any(|option| option == name);
    let value = |name: &str| options.iter().position(|option| option == name).and_then(|at| options.get(at + 1));

    let drain_delay = value("--drain-delay").and_then(|text| text.parse().ok()).map(Duration::from_millis);
    let timeouts = Timeouts { drain_delay: drain_delay.unwrap_or_default(), ..Timeouts::default() };
    let proxies = match value("--trust").and_then(|trusted| trusted.split_once('=')) {
        Some(("x-forwarded-for", address)) => TrustedProxies::x_forwarded_for([address]),
        Some(("forwarded", address)) => TrustedProxies::forwarded([address]),
        Some(("proxy-protocol", address)) => TrustedProxies::proxy_protocol([address]),
        _ => TrustedProxies::none(),
    };
    if has("--own-panic-hook") {
        std::panic::set_hook(Box::new(|panic| {
            eprintln!("the program's hook: {}", panic.payload_as_str().unwrap_or_default());
        }));
    }
    let server = Server::new()
        .mount(Subject)
        .panic_messages(has("--panic-messages"))
        .trusted_proxies(proxies)
        .workers(2)
        .timeouts(timeouts)
        .access_log(!has("--quiet"))
        .health_at("/healthz")
        .readiness_at("/readyz")
        .adapt(|caller, wire| {
            if caller.header("X-Reading") == Some("tolerant") {
                wire.reading = Reading::tolerant();
            }
        });
    server.serve_forever(value("--listen").map_or("127.0.0.1:0", String::as_str))?;
    if has("--afterwards") {
        println!("served");
        thread::sleep(Duration::from_secs(60));
    }
    Ok(())
}
