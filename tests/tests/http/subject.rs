//! The service under test, and servers around it.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicI32, Ordering};
use std::thread;
use std::time::Duration;

use tokio::runtime::Runtime;
use xmlrpc_server::{CallContext, Handle, Server, rpc_service};

#[derive(Default)]
pub(crate) struct Subject {
    calls: AtomicI32,
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
        thread::sleep(Duration::from_millis(milliseconds.into()));
        milliseconds
    }

    /// Blocks nothing.
    #[expose]
    async fn nap(&self, milliseconds: u32) -> u32 {
        tokio::time::sleep(Duration::from_millis(milliseconds.into())).await;
        milliseconds
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
    #[expose(inline)]
    fn text(&self, length: usize) -> String {
        "x".repeat(length)
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
