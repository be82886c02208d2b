//! Annotated impl blocks.

use std::sync::Arc;
use std::sync::atomic::{AtomicI32, Ordering};
use std::time::Duration;

use xmlrpc_service::fault::{APPLICATION_ERROR, METHOD_NOT_FOUND};
use xmlrpc_service::{CallContext, Dispatcher, Fault, IntoFault, rpc_service};

use super::run;

#[derive(Default)]
struct Counter {
    total: AtomicI32,
}

#[rpc_service(prefix = "counter")]
impl Counter {
    /// Add to the total.
    #[expose]
    fn add(&self, amount: i32) -> i32 {
        self.total.fetch_add(amount, Ordering::SeqCst) + amount
    }

    #[expose(name = "add.later")]
    async fn add_later(&self, amount: i32, name: &str) -> String {
        tokio::time::sleep(Duration::from_millis(1)).await;
        format!("{name}: {}", self.add(amount))
    }

    #[expose(inline, name = "with spaces")]
    fn spaced(&self) -> &'static str {
        "odd but legal"
    }

    #[expose(inline)]
    fn who(&self, context: &CallContext, times: usize) -> String {
        context.method().repeat(times)
    }

    fn private(&self) {}
}

struct Bare;

#[rpc_service]
impl Bare {
    #[expose(inline)]
    fn ping() -> &'static str {
        "pong"
    }
}

enum StoreError {
    Full,
}

impl IntoFault for StoreError {
    fn into_fault(self) -> Fault {
        Fault::new(507, "the store is full")
    }
}

struct Errors;

#[rpc_service]
impl Errors {
    #[expose(inline)]
    fn coded(&self) -> Result<i32, StoreError> {
        Err(StoreError::Full)
    }

    #[expose(inline)]
    fn worded(&self) -> Result<i32, std::num::ParseIntError> {
        "x".parse()
    }

    #[expose(inline)]
    fn text(&self) -> Result<i32, String> {
        Err("just words".to_owned())
    }

    #[expose(inline)]
    fn boxed(&self) -> Result<i32, Box<dyn std::error::Error>> {
        Err("boxed words".into())
    }

    #[expose(inline)]
    fn aliased(&self, path: &std::path::Path) -> std::io::Result<Vec<String>> {
        std::fs::read_dir(path).map(|_| Vec::new())
    }

    #[expose]
    async fn later(&self) -> Result<(), Fault> {
        Err(Fault::new(4, "later"))
    }
}

trait Store: Send + Sync + 'static {
    fn size(&self) -> i32;
}

struct Small;

impl Store for Small {
    fn size(&self) -> i32 {
        3
    }
}

struct Api<S>(S);

#[rpc_service(prefix = "api")]
impl<S: Store> Api<S> {
    #[expose(inline)]
    fn size(&self) -> i32 {
        self.0.size()
    }
}

#[test]
fn methods_are_called_by_prefix_and_name() {
    let dispatcher = Dispatcher::new().mount(Counter::default()).mount(Bare).mount(Api(Small));
    run(async {
        assert_eq!(dispatcher.call("counter.add", (2,)).await, Ok(2));
        assert_eq!(dispatcher.call("counter.add.later", (3, "sum")).await, Ok("sum: 5".to_owned()));
        assert_eq!(dispatcher.call("counter.with spaces", ()).await, Ok("odd but legal".to_owned()));
        assert_eq!(dispatcher.call("counter.who", (2,)).await, Ok("counter.whocounter.who".to_owned()));
        assert_eq!(dispatcher.call("ping", ()).await, Ok("pong".to_owned()));
        assert_eq!(dispatcher.call("api.size", ()).await, Ok(3));
    });
}

#[test]
fn what_is_not_marked_is_not_published() {
    let dispatcher = Dispatcher::new().mount(Counter::default());
    Counter::default().private();
    run(async {
        for name in ["counter.private", "private", "add", "counter.add_later", "counter.Add", "counter"] {
            let fault = dispatcher.call::<()>(name, ()).await.expect_err("a fault");
            assert_eq!(fault.code(), METHOD_NOT_FOUND, "{name}");
        }
    });
}

#[test]
fn one_type_is_mounted_twice_under_other_prefixes() {
    let dispatcher = Dispatcher::new()
        .mount_at("site.admin", Counter::default())
        .mount_at("site.guest", Counter::default())
        .mount_at("", Counter::default());
    run(async {
        assert_eq!(dispatcher.call("site.admin.add", (1,)).await, Ok(1));
        assert_eq!(dispatcher.call("site.guest.add", (5,)).await, Ok(5));
        assert_eq!(dispatcher.call("add", (7,)).await, Ok(7));
        assert!(dispatcher.call::<i32>("counter.add", (7,)).await.is_err());
    });
}

#[test]
fn a_service_is_shared_with_the_program() {
    let counter = Arc::new(Counter::default());
    let dispatcher = Dispatcher::new().mount(Arc::clone(&counter));
    assert_eq!(run(dispatcher.call("counter.add", (2,))), Ok(2));
    assert_eq!(counter.add(1), 3);
}

#[test]
fn errors_become_faults() {
    let dispatcher = Dispatcher::new().mount(Errors);
    let fault = |name: &'static str| run(dispatcher.call::<i32>(name, ())).expect_err("a fault");
    assert_eq!(fault("coded"), Fault::new(507, "the store is full"));
    assert_eq!(fault("worded").code(), APPLICATION_ERROR);
    assert_eq!(fault("text"), Fault::new(APPLICATION_ERROR, "just words"));
    assert_eq!(fault("boxed"), Fault::new(APPLICATION_ERROR, "boxed words"));
    assert_eq!(fault("later"), Fault::new(4, "later"));
    let missing = run(dispatcher.call::<Vec<String>>("aliased", ("/no/such/folder",))).expect_err("a fault");
    assert!(missing.message().contains("No such file"), "{missing}");
}

#[test]
fn a_name_registered_twice_is_told_with_both_places() {
    assert!(Dispatcher::new().mount(Bare).check().is_ok());
    let first = line!() + 1;
    let dispatcher = Dispatcher::new().mount(Bare);
    let dispatcher = dispatcher.mount(Bare).function("other", || 1);
    let error = dispatcher.check().expect_err("a mistake").to_string();
    assert!(error.starts_with("method name \"ping\" is registered twice: by Bare ("), "{error}");
    assert!(error.contains(&format!("services.rs:{first}")), "{error}");
    assert!(error.contains(&format!("services.rs:{}", first + 1)), "{error}");

    let error = Dispatcher::new().mount(Bare).function("ping", || 1).check().expect_err("a mistake").to_string();
    assert!(error.contains("the function at "), "{error}");
    let error = Dispatcher::new().function("system.listMethods", || 1).check().expect_err("a mistake").to_string();
    assert!(error.contains("introspection(false)"), "{error}");
    assert!(Dispatcher::new().introspection(false).function("system.listMethods", || 1).check().is_ok());
    assert!(Dispatcher::new().function("", || 1).check().is_err());
    assert!(Dispatcher::new().function("a\u{1}", || 1).check().is_err());
}

#[test]
fn a_result_of_another_type_than_expected_is_told() {
    let dispatcher = Dispatcher::new().mount(Bare);
    let fault = run(dispatcher.call::<i32>("ping", ())).expect_err("a fault");
    assert!(fault.message().contains("expected an int, found a string"), "{fault}");
}
