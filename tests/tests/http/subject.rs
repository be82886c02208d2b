//! The service under test, and servers around it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

use tokio::runtime::Runtime;
use xmlrpc_server::{CallContext, Fault, Handle, Server, rpc_service};

#[derive(Default)]
pub(crate) struct Subject {
    calls: AtomicI32,
    underway: AtomicI32,
    started: AtomicI32,
    abandoned: AtomicI32,
}

/// Counts the calls that have begun and not ended.
struct Underway<'s>(&'s AtomicI32);

impl<'s> Underway<'s> {
    fn begin(count: &'s AtomicI32) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Underway(count)
    }
}

impl Drop for Underway<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Counts what is dropped before its time.
struct Unfinished<'s>(&'s AtomicI32);

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[rpc_service]
impl Subject {
    #[expose(inline)]
    fn add(&self, a: i32, b: i32) -> i32 {
        a + b
    }

    /// The number of calls of this method on this instance.
    #[expose(inline)]
    fn count(&self) -> i32 {
        self.calls.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Blocks its thread.
    #[expose]
    fn sleep(&self, milliseconds: u32) -> u32 {
        let _underway = Underway::begin(&self.underway);
        thread::sleep(Duration::from_millis(milliseconds.into()));
        milliseconds
    }

    /// Blocks nothing.
    #[expose]
    async fn nap(&self, milliseconds: u32) -> u32 {
        let _underway = Underway::begin(&self.underway);
        tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
        milliseconds
    }

    /// The length of a text, found out by a task that can only be started on an event loop.
    #[expose]
    async fn length_local(&self, text: String) -> usize {
        actix_web::rt::spawn(async move { text.len() }).await.unwrap_or_default()
    }

    /// Blocks its thread for as long as it takes to count.
    #[expose]
    fn length_blocking(&self, text: &str) -> usize {
        text.len()
    }

    #[expose(inline)]
    fn size(&self, values: Vec<i32>) -> usize {
        values.len()
    }

    #[expose]
    async fn refuse(&self, text: String) -> Result<i32, Fault> {
        Err(Fault::invalid_parameters(format!("{} are too many", text.len())))
    }

    /// Takes longer than any test.
    #[expose]
    async fn hang(&self, _weight: Option<String>) -> i32 {
        self.started.fetch_add(1, Ordering::Relaxed);
        let unfinished = Unfinished(&self.abandoned);
        tokio::time::sleep(Duration::from_secs(600)).await;
        std::mem::forget(unfinished);
        0
    }

    /// How many calls of `sleep` and `nap` have begun and not ended.
    #[expose(inline)]
    fn underway(&self) -> i32 {
        self.underway.load(Ordering::Relaxed)
    }

    /// How many calls of `hang` were begun.
    #[expose(inline)]
    fn started(&self) -> i32 {
        self.started.load(Ordering::Relaxed)
    }

    /// How many calls of `hang` were given up.
    #[expose(inline)]
    fn abandoned(&self) -> i32 {
        self.abandoned.load(Ordering::Relaxed)
    }

    #[expose(inline)]
    fn panic_inline(&self) -> i32 {
        panic!("as asked")
    }

    #[expose]
    fn panic_blocking(&self) -> i32 {
        panic!("as asked")
    }

    #[expose]
    async fn panic_async(&self) -> i32 {
        panic!("as asked")
    }

    #[expose(inline)]
    fn length(&self, text: &str) -> usize {
        text.len()
    }

    /// A text of this length.
    #[expose]
    fn text(&self, length: usize) -> String {
        let mut text = "some text or other ".repeat(length / 19 + 1);
        text.truncate(length);
        text
    }

    /// The caller's address, and a header of its request; on another thread.
    #[expose]
    fn caller(&self, context: &CallContext) -> String {
        format!("{} {}", context.peer().unwrap(), context.header("X-Subject").unwrap_or("none"))
    }
}

/// A server in a tokio runtime of its own.
pub(crate) struct Running {
    pub(crate) runtime: Runtime,
    pub(crate) handle: Handle,
}

impl Running {
    pub(crate) fn new(server: Server) -> Self {
        let runtime = Runtime::new().unwrap();
        let handle = runtime.block_on(server.start("127.0.0.1:0")).unwrap();
        Running { runtime, handle }
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.handle.addresses()[0]
    }
}

/// A server of one worker with the [`Subject`].
pub(crate) fn serve() -> Running {
    Running::new(Server::new().mount(Subject::default()).workers(1))
}
