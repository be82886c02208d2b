//! Methods that call other methods.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;
use std::thread;
use std::time::Duration;

use xmlrpc_service::fault::FaultOrigin;
use xmlrpc_service::message::read_response;
use xmlrpc_service::{
    BlockingFuture, BlockingJob, BlockingThreads, CallContext, CallPermit, CallRecord, DateTime, Dialect, Dispatch,
    Dispatcher, Fallback, Fault, PermitIssuer, Request, Transport, Value, rpc_service, value,
};

use super::run;

#[derive(Default)]
struct Site {
    kept: Mutex<Option<CallContext>>,
    running: AtomicUsize,
    most: AtomicUsize,
    gate: Mutex<()>,
}

#[rpc_service(prefix = "site")]
impl Site {
    #[expose]
    fn wait(&self) {
        drop(self.gate.lock());
    }

    #[expose(inline)]
    fn double(&self, number: i32) -> i32 {
        2 * number
    }

    #[expose(inline, name = "say")]
    fn say(&self, text: &str) -> String {
        text.to_owned()
    }

    #[expose(name = "say")]
    async fn say_twice(&self, text: &str, more: &str) -> String {
        tokio::time::sleep(Duration::from_millis(1)).await;
        format!("{text} {more}")
    }

    #[expose]
    fn slow(&self, number: f64) -> Result<f64, Fault> {
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(running, Ordering::SeqCst);
        thread::sleep(Duration::from_millis(3));
        self.running.fetch_sub(1, Ordering::SeqCst);
        if number < 0.0 { Err(Fault::new(7, "below 0").with_detail("private")) } else { Ok(number) }
    }

    #[expose]
    fn panic(&self) {
        panic!("as asked");
    }

    #[expose(inline)]
    fn who(&self, context: &CallContext) -> String {
        format!("{:?} {:?} {:?}", context.method(), context.user(), context.header("X-Clerk"))
    }

    #[expose]
    async fn execute(&self, context: &CallContext, name: &str, params: Vec<Value>) -> Result<Value, Fault> {
        context.call_values(name, params).await
    }

    #[expose]
    fn run(&self, context: &CallContext, name: &str, params: Vec<Value>) -> Result<Value, Fault> {
        context.call_values_blocking(name, params)
    }

    #[expose(inline)]
    fn quick(&self, context: &CallContext, name: &str, params: Vec<Value>) -> Result<Value, Fault> {
        context.call_values_blocking(name, params)
    }

    #[expose]
    async fn typed(&self, context: &CallContext) -> Result<String, Fault> {
        let number: i32 = context.call("site.double", (21,)).await?;
        let names: Vec<String> = context.call("system.listMethods", ()).await?;
        let text: String = context.call("site.say", ["a", "b"]).await?;
        let wrong = context.call::<i32>("site.say", ("a",)).await;
        Ok(format!("{number} {} {text} {}", names.len() > 5, wrong.expect_err("a string is no number")))
    }

    #[expose]
    async fn at_once(&self, context: &CallContext, count: usize) -> Result<f64, Fault> {
        let calls = (0..count).map(|_| context.call::<f64>("site.slow", (1.0,)));
        let all = futures(calls.collect()).await;
        all.into_iter().sum()
    }

    #[expose]
    fn deep(&self, context: &CallContext, levels: i32) -> Result<i32, Fault> {
        if levels == 0 { Ok(0) } else { Ok(1 + context.call_blocking::<i32>("site.deeper", (levels - 1,))?) }
    }

    #[expose]
    async fn deeper(&self, context: &CallContext, levels: i32) -> Result<i32, Fault> {
        if levels == 0 { Ok(0) } else { Ok(1 + context.call::<i32>("site.deep", (levels - 1,)).await?) }
    }

    #[expose]
    async fn keep(&self, context: &CallContext) {
        *self.kept.lock().expect("the context") = Some(context.clone());
    }

    #[expose(inline)]
    fn dates(&self, date: DateTime, bytes: &[u8]) -> (DateTime, usize) {
        (date, bytes.len())
    }
}

/// Polls all at once.
async fn futures<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        for (future, outcome) in &mut futures {
            if outcome.is_none()
                && let Poll::Ready(ready) = future.as_mut().poll(context)
            {
                *outcome = Some(ready);
            }
        }
        if futures.iter().all(|(_, outcome)| outcome.is_some()) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    futures.into_iter().filter_map(|(_, outcome)| outcome).collect()
}

struct Echo;

impl Fallback for Echo {
    fn call(&self, name: &str, params: Vec<Value>, context: &CallContext) -> Result<Value, Fault> {
        match name.strip_prefix("again.") {
            Some(name) => context.call_values_blocking(name, params),
            None => Err(Fault::method_not_found(name)),
        }
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Site::default()).fallback(Echo)
}

fn call(through: &str, name: &str, params: Value) -> Result<Value, Fault> {
    run(dispatcher().call::<Value>(through, (name, params)))
}

#[test]
fn methods_of_every_kind_call_methods_of_every_kind() {
    for through in ["site.execute", "site.run"] {
        assert_eq!(call(through, "site.double", value!([4])), Ok(value!(8)), "{through}");
        assert_eq!(call(through, "site.say", value!(["a"])), Ok(value!("a")), "{through}");
        assert_eq!(call(through, "site.slow", value!([1.5])), Ok(value!(1.5)), "{through}");
        assert_eq!(call(through, "again.site.double", value!([5])), Ok(value!(10)), "{through}");
        assert_eq!(call(through, "system.methodExist", value!(["site.say"])), Ok(value!(true)), "{through}");
        let date = DateTime::new(2026, 1, 31, 12, 0, 0).expect("a date");
        let bytes = xmlrpc_service::Base64::from(vec![0, 1, 2]);
        assert_eq!(call(through, "site.dates", value!([date, bytes])), Ok(value!([date, 3])), "{through}");
    }
    assert_eq!(call("site.quick", "site.double", value!([4])), Ok(value!(8)));
    let refused = call("site.quick", "site.slow", value!([1.0])).expect_err("it would wait on the event loop");
    assert!(refused.message().contains("site.slow: make it an `async fn`"), "{refused}");
}

#[test]
fn a_plain_method_waits_for_one_that_sleeps() {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build().expect("a runtime");
    let (dispatcher, threads) = (dispatcher(), Threads::default());
    let request = || Dialect::standard().write_call("site.run", ("site.say", ["a", "b"])).expect("a call");
    let in_place = runtime.block_on(dispatcher.handle(request()));
    assert_eq!(read_response(in_place).expect("a response"), Ok("a b".to_owned()));
    let elsewhere = runtime.block_on(dispatcher.handle_from(Request::from(request()), &threads));
    assert_eq!(read_response(elsewhere.body).expect("a response"), Ok("a b".to_owned()));
}

#[test]
fn what_xml_cannot_carry_is_no_matter() {
    // A control character and a number that is none have no form in a document.
    let dispatcher = dispatcher().function("nan", |text: String| (text.len(), f64::NAN)).mount_at("odd", Odd);
    assert_eq!(run(dispatcher.call::<Value>("odd.ask", ())), Ok(value!([3, true])));
}

#[test]
fn the_result_of_a_function_is_taken_apart() {
    let dispatcher = dispatcher()
        .function("text", |well: bool| if well { Ok(1) } else { Err("no".to_owned()) })
        .function("nothing", |well: bool| if well { Ok(()) } else { Err("no".to_owned()) })
        .function("later", async |well: bool| if well { Ok(2.5) } else { Err("no".to_owned()) });
    let call = |name: &str, well: bool| run(dispatcher.call::<Value>("site.execute", (name, [well])));
    for (name, result) in [("text", value!(1)), ("nothing", value!(null)), ("later", value!(2.5))] {
        assert_eq!(call(name, true), Ok(result), "{name}");
        assert_eq!(call(name, false), Err(Fault::application("no")), "{name}");
    }
}

struct Odd;

#[rpc_service]
impl Odd {
    #[expose]
    async fn ask(&self, context: &CallContext) -> Result<(usize, bool), Fault> {
        let (length, number): (usize, f64) = context.call("nan", ("a\u{1}b",)).await?;
        Ok((length, number.is_nan()))
    }
}

#[test]
fn faults_come_back_as_faults() {
    for through in ["site.execute", "site.run"] {
        let fault = |name: &str, params: Value| call(through, name, params).expect_err("a fault");
        let below = fault("site.slow", value!([(-1.0)]));
        assert_eq!((below.code(), below.message()), (7, "below 0"));
        assert_eq!(fault("nothing", value!([])).code(), -32601);
        assert_eq!(fault("site.panic", value!([])).message(), "the method failed unexpectedly");
        let wrong = fault("site.double", value!(["x"]));
        assert_eq!(wrong.message(), "parameter 1 (number): expected an int, found a string");
        assert_eq!(
            fault("site.double", value!([])).message(),
            "site.double takes 1 parameter (number), 0 given: parameter 1 (number) is missing"
        );
        assert_eq!(fault("site.double", value!([1, 2])).message(), "site.double takes 1 parameter (number), 2 given");
        assert!(fault("site.say", value!([1, 2, 3])).message().contains("3 given"));
    }
}

#[test]
fn typed_calls_convert_both_ways() {
    let typed = run(dispatcher().call::<String>("site.typed", ())).expect("a text");
    let wrong = "the result of site.say is not what the caller expects: expected an int, found a string";
    assert_eq!(typed, format!("42 true a b fault -32603: {wrong}"));
}

#[test]
fn the_callers_identity_comes_along() {
    let context = CallContext::new().with_user("ann").with_headers([("X-Clerk", "Ann")]);
    let dispatcher = dispatcher();
    for through in ["site.execute", "site.run", "site.quick"] {
        let who = run(dispatcher.call_as::<String>(&context, through, ("site.who", [0; 0])));
        assert_eq!(who.as_deref(), Ok(r#""site.who" Some("ann") Some("Ann")"#), "{through}");
    }
}

#[test]
fn a_multicall_may_be_called() {
    for through in ["site.execute", "site.run"] {
        let entry = |name: &str, params: Value| value!({ "methodName": name, "params": params });
        let entries = value!([
            (entry("site.double", value!([1]))),
            (entry("site.slow", value!([(-1.0)]))),
            (entry("system.multicall", value!([[]]))),
            5,
        ]);
        let results = call(through, "system.multicall", value!([entries])).expect("results");
        assert_eq!(results[0], value!([2]));
        assert_eq!(results[1], value!({ "faultCode": 7, "faultString": "below 0" }));
        assert_eq!((results[2]["faultCode"].as_i64(), results[3]["faultCode"].as_i64()), (Some(-32600), Some(-32602)));
        assert_eq!(call(through, "system.multicall", value!([])).map_err(|fault| fault.code()), Err(-32602));
    }
}

#[test]
fn calls_are_nested_so_deep_and_no_deeper() {
    let dispatcher = dispatcher();
    for first in ["site.deep", "site.deeper"] {
        assert_eq!(run(dispatcher.call::<i32>(first, (16,))), Ok(16));
        let fault = run(dispatcher.call::<i32>(first, (17,))).expect_err("too deep");
        assert_eq!(fault.message(), "methods call each other more than 16 levels deep");
    }
}

#[test]
fn a_context_outside_of_a_call_calls_nothing() {
    let fault = run(CallContext::new().call::<i32>("site.double", (1,))).expect_err("no dispatcher");
    assert!(fault.message().contains("belongs to no call"), "{fault}");
    let site = Arc::new(Site::default());
    let dispatcher = Dispatcher::new().mount(Arc::clone(&site));
    run(dispatcher.call::<()>("site.keep", ())).expect("nothing");
    let kept = site.kept.lock().expect("the context").take().expect("it was kept");
    assert_eq!(kept.method(), "site.keep");
    let fault = run(kept.call::<i32>("site.double", (1,))).expect_err("the call is over");
    assert!(fault.message().contains("has ended"), "{fault}");
}

#[test]
fn hooks_see_the_fault_of_the_call_and_not_of_those_inside() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let dispatcher = dispatcher().map_faults(move |fault, call| {
        log.lock().expect("the log").push((call.method().map(str::to_owned), fault.origin()));
        fault
    });
    assert!(run(dispatcher.call::<Value>("site.execute", ("nothing", [0; 0]))).is_err());
    assert!(run(dispatcher.call::<Value>("site.typed", ())).is_ok());
    let seen = seen.lock().expect("the log").clone();
    assert_eq!(seen, [(Some("site.execute".to_owned()), FaultOrigin::UnknownMethod)]);
}

/// Runs jobs on threads of their own, and counts the permits that are out.
#[derive(Default)]
struct Threads {
    permits: Arc<Permits>,
    calls: AtomicUsize,
}

#[derive(Default)]
struct Permits(AtomicUsize);

impl PermitIssuer for Permits {
    fn release(&self, _: usize) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Threads {
    fn permit(&self) -> CallPermit {
        self.permits.0.fetch_add(1, Ordering::SeqCst);
        CallPermit::new(Arc::clone(&self.permits) as Arc<dyn PermitIssuer>, 0)
    }
}

fn on_a_thread(job: BlockingJob) -> BlockingFuture {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let runtime = tokio::runtime::Handle::current();
    thread::spawn(move || {
        let _entered = runtime.enter();
        drop(sender.send(job()));
    });
    Box::pin(async move { receiver.await.ok() })
}

impl Transport for Threads {
    fn run_blocking(&self, job: BlockingJob, permit: Option<CallPermit>) -> BlockingFuture {
        on_a_thread(Box::new(move || {
            let outcome = job();
            drop(permit);
            outcome
        }))
    }

    fn blocking_threads(&self) -> Option<Arc<dyn BlockingThreads>> {
        struct Own;

        impl BlockingThreads for Own {
            fn run(&self, job: BlockingJob) -> BlockingFuture {
                on_a_thread(job)
            }
        }

        Some(Arc::new(Own))
    }

    fn completed(&self, _: &CallRecord<'_>) {
        self.calls.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn blocking_methods_of_one_call_take_turns() {
    let site = Arc::new(Site::default());
    let dispatcher = Dispatcher::new().mount(Arc::clone(&site));
    let threads = Threads::default();
    let request = Dialect::standard().write_call("site.at_once", (20,)).expect("a call");
    let response = run(dispatcher.handle_from(Request::from(request), &threads));
    assert_eq!(read_response::<f64>(response.body).expect("a response"), Ok(20.0));
    assert_eq!((site.most.load(Ordering::SeqCst), threads.calls.load(Ordering::SeqCst)), (1, 1));
}

#[test]
#[expect(clippy::await_holding_lock, reason = "the method waits for it on a thread of its own")]
fn a_permit_is_kept_until_what_was_called_has_ended() {
    let (site, threads) = (Arc::new(Site::default()), Threads::default());
    let dispatcher = Dispatcher::new().mount(Arc::clone(&site));
    let begin = || {
        let request = Dialect::standard().write_call("site.execute", ("site.wait", [0; 0])).expect("a call");
        let Dispatch::Pending(mut call) = dispatcher.begin(Request::from(request), &threads) else {
            panic!("it is asynchronous")
        };
        call.admit(threads.permit());
        Box::pin(dispatcher.finish(call, &threads))
    };
    let out = || threads.permits.0.load(Ordering::SeqCst);
    run(begin());
    assert_eq!(out(), 0);
    run(async {
        let closed = site.gate.lock().expect("the gate");
        let mut call = begin();
        assert!(poll_fn(|context| Poll::Ready(call.as_mut().poll(context).is_pending())).await);
        // The client leaves while the method that was called runs on its thread.
        drop(call);
        assert_eq!(out(), 1);
        drop(closed);
        while out() > 0 {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
    });
}
