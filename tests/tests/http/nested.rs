//! Methods that call other methods, within the limits of the server.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use xmlrpc_server::{CallContext, Capacity, Fault, Server, rpc_service};

use crate::client::{Connection, call, exchange, post};
use crate::subject::Running;

#[derive(Default)]
struct Nest {
    running: AtomicUsize,
    most: AtomicUsize,
}

#[rpc_service]
impl Nest {
    /// Hold a thread for a while.
    #[expose(max_concurrent = 1)]
    fn hold(&self, milliseconds: u64) -> u64 {
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(running, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(milliseconds));
        self.running.fetch_sub(1, Ordering::SeqCst);
        milliseconds
    }

    #[expose]
    async fn nap(&self, milliseconds: u64) -> u64 {
        tokio::time::sleep(Duration::from_millis(milliseconds)).await;
        milliseconds
    }

    /// Call a method of each kind, one of them at all levels.
    #[expose]
    async fn outer(&self, context: &CallContext, levels: u64) -> Result<u64, Fault> {
        let held: u64 = context.call("hold", (1,)).await?;
        let napped: u64 = context.call("nap", (1,)).await?;
        Ok(held + napped + if levels > 0 { context.call::<u64>("inner", (levels - 1,)).await? } else { 0 })
    }

    #[expose]
    fn inner(&self, context: &CallContext, levels: u64) -> Result<u64, Fault> {
        let held: u64 = context.call_blocking("hold", (1,))?;
        let napped: u64 = context.call_blocking("nap", (1,))?;
        Ok(held + napped + if levels > 0 { context.call_blocking::<u64>("outer", (levels - 1,))? } else { 0 })
    }

    /// The address and the path, as another method sees them.
    #[expose]
    async fn whence(&self, context: &CallContext) -> Result<bool, Fault> {
        let seen: String = context.call("seen", ()).await?;
        Ok(seen == format!("{:?} {:?} {:?}", context.peer(), context.path(), context.header("Host")))
    }

    #[expose]
    fn seen(&self, context: &CallContext) -> String {
        format!("{:?} {:?} {:?}", context.peer(), context.path(), context.header("Host"))
    }

    #[expose]
    async fn hold_inside(&self, context: &CallContext, milliseconds: u64) -> Result<u64, Fault> {
        context.call("hold", (milliseconds,)).await
    }
}

fn serve(nest: &Arc<Nest>, capacity: Capacity) -> Running {
    Running::new(Server::new().mount(Arc::clone(nest)).workers(2).capacity(capacity))
}

#[test]
fn calls_in_a_call_need_no_place_of_their_own() {
    let server = serve(&Arc::default(), Capacity { calls: 1, threads: 1, queue: 10, ..Capacity::default() });
    for method in ["outer", "inner"] {
        let mut connections: Vec<_> = (0..4).map(|_| Connection::open(server.address())).collect();
        for connection in &mut connections {
            connection.send(post(&call(method, &[7])));
        }
        for connection in &mut connections {
            assert_eq!(connection.response().int(), 16, "{method}");
        }
    }
}

#[test]
fn the_method_that_is_called_sees_the_client() {
    let server = serve(&Arc::default(), Capacity::default());
    let response = exchange(server.address(), post(&call("whence", &[])));
    assert!(response.body.contains("<boolean>1</boolean>"), "{response:?}");
}

#[test]
fn a_client_that_leaves_frees_no_place_before_its_methods_have_ended() {
    let nest = Arc::<Nest>::default();
    let server = serve(&nest, Capacity { calls: 1, threads: 1, queue: 100, ..Capacity::default() });
    for _ in 0..10 {
        let mut connection = Connection::open(server.address());
        connection.send(post(&call("hold_inside", &[60])));
        thread::sleep(Duration::from_millis(15));
        connection.abort();
    }
    assert_eq!(exchange(server.address(), post(&call("nap", &[1]))).int(), 1);
    assert_eq!(nest.most.load(Ordering::SeqCst), 1);
}
