//! A response leases its memory while it is written, and holds no more than it has leased.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use xmlrpc_service::fault::SYSTEM_ERROR;
use xmlrpc_service::{
    Dialect, Dispatcher, Fault, Function, MemoryLease, Request, ResponseDocument, ResponseMemory, Transport, dialect,
};

/// Memory of a limited size, for one response after the other.
#[derive(Debug)]
struct Limited {
    limit: usize,
    held: AtomicUsize,
    peak: AtomicUsize,
}

#[derive(Debug)]
struct Lease(Arc<Limited>, usize);

impl ResponseMemory for Limited {
    fn lease(self: Arc<Self>, bytes: usize) -> Option<Box<dyn MemoryLease>> {
        let mut lease = Lease(self, 0);
        lease.resize(bytes).then(|| Box::new(lease) as _)
    }
}

impl MemoryLease for Lease {
    fn resize(&mut self, bytes: usize) -> bool {
        let held = self.0.held.load(Ordering::Relaxed) + bytes - self.1;
        if held > self.0.limit {
            return false;
        }
        self.1 = bytes;
        self.0.held.store(held, Ordering::Relaxed);
        self.0.peak.fetch_max(held, Ordering::Relaxed);
        true
    }

    fn memory(&self) -> Arc<dyn ResponseMemory> {
        Arc::clone(&self.0) as _
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.0.held.fetch_sub(self.1, Ordering::Relaxed);
    }
}

struct Caller(Arc<Limited>);

impl Caller {
    fn with(limit: usize) -> Self {
        Caller(Arc::new(Limited { limit, held: AtomicUsize::new(0), peak: AtomicUsize::new(0) }))
    }

    fn held(&self) -> usize {
        self.0.held.load(Ordering::Relaxed)
    }
}

impl Transport for Caller {
    fn memory(&self) -> Option<Arc<dyn ResponseMemory>> {
        Some(Arc::clone(&self.0) as _)
    }
}

const MIB: usize = 1 << 20;

/// Methods of all kinds, each with a response of about so many bytes.
fn dispatcher() -> Dispatcher {
    Dispatcher::new()
        .function("text", Function::new(|size: usize| "x".repeat(size)).inline())
        .function("escaped", Function::new(|size: usize| "&".repeat(size / 5)).inline())
        .function("accents", Function::new(|size: usize| "é".repeat(size / 6)).inline())
        .function("numbers", Function::new(|size: usize| vec![7; size / 27]).inline())
        .function("booleans", |size: usize| vec![true; size / 36])
        .function("texts", |size: usize| vec!["<a text>".to_owned(); size / 50])
        .function("doubles", |size: usize| async move { vec![0.1; size / 35] })
        .function("bytes", |size: usize| async move { xmlrpc_service::Base64::new(vec![0; size / 4 * 3]) })
        .function("pairs", Function::new(|size: usize| vec![(1, false); size / 110]).inline())
        .function("fault", |size: usize| -> Result<i32, Fault> { Err(Fault::new(1, "&".repeat(size / 5))) })
}

const METHODS: [&str; 10] =
    ["text", "escaped", "accents", "numbers", "booleans", "texts", "doubles", "bytes", "pairs", "fault"];

fn call(method: &str, size: usize) -> String {
    format!(
        "<methodCall><methodName>{method}</methodName><params><param><value><int>{size}</int></value></param></params></methodCall>"
    )
}

/// A multicall of as many calls.
fn multicall(method: &str, size: usize, count: usize) -> String {
    let entry = format!(
        "<value><struct><member><name>methodName</name><value>{method}</value></member><member><name>params</name><value>\
         <array><data><value><int>{size}</int></value></data></array></value></member></struct></value>"
    );
    format!(
        "<methodCall><methodName>system.multicall</methodName><params><param><value><array><data>{}</data></array></value>\
         </param></params></methodCall>",
        entry.repeat(count)
    )
}

async fn answer(dispatcher: &Dispatcher, request: String, caller: &Caller) -> ResponseDocument {
    dispatcher.handle_from(Request::from(request), caller).await
}

fn dialects() -> [Dialect; 3] {
    let standard = Dialect::standard();
    [
        standard,
        Dialect { encoding: dialect::Encoding::Ascii, ..standard },
        Dialect { layout: dialect::Layout::Indented, ..standard },
    ]
}

#[tokio::test]
async fn every_response_is_leased_and_nothing_else() {
    for dialect in dialects() {
        let dispatcher = dispatcher().dialect(dialect);
        for method in METHODS {
            let caller = Caller::with(usize::MAX);
            let response = answer(&dispatcher, call(method, MIB), &caller).await;
            let size = response.body.capacity();
            assert!(!response.is_refused && response.body.len() > MIB / 4, "{method}: {}", response.body.len());
            assert!((size..size + 64).contains(&caller.held()), "{method}: {} leased for {size}", caller.held());
            let peak = caller.0.peak.load(Ordering::Relaxed);
            assert!(peak < 2 * size + size / 2, "{method}: up to {peak} leased for {size}");
            drop(response);
            assert_eq!(caller.held(), 0, "{method}");
        }
    }
}

#[tokio::test]
async fn short_responses_lease_nothing() {
    let caller = Caller::with(0);
    for method in METHODS {
        let response = answer(&dispatcher(), call(method, 3000), &caller).await;
        assert!(response.lease.is_none() && !response.is_refused, "{method}");
    }
}

#[tokio::test]
async fn a_response_without_memory_is_refused_and_holds_nothing() {
    for dialect in dialects() {
        let dispatcher = dispatcher().dialect(dialect);
        for method in METHODS {
            for request in [call(method, MIB), multicall(method, MIB / 100, 100)] {
                let caller = Caller::with(MIB / 4);
                let response = answer(&dispatcher, request, &caller).await;
                let text = String::from_utf8_lossy(&response.body);
                assert!(response.is_refused, "{method} in {dialect:?}: {text:.300} {}", text.len());
                assert!(text.contains(&SYSTEM_ERROR.to_string()) || method == "fault", "{method}: {text:.300}");
                assert!(response.body.capacity() <= 8 << 10 && caller.held() == 0, "{method}");
            }
        }
    }
}

#[tokio::test]
async fn a_multicall_that_is_refused_runs_no_further_entries() {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&calls);
    let text = Function::new(move |size: usize| {
        counted.fetch_add(1, Ordering::Relaxed);
        "x".repeat(size)
    });
    let dispatcher = Dispatcher::new().function("text", text.inline());
    let response = answer(&dispatcher, multicall("text", MIB / 10, 100), &Caller::with(MIB)).await;
    assert!(response.is_refused);
    assert!((5..=10).contains(&calls.load(Ordering::Relaxed)), "{calls:?}");
}

#[tokio::test]
async fn entries_that_run_concurrently_lease_memory_of_their_own() {
    let dispatcher = dispatcher().multicall_concurrency(8);
    for method in METHODS {
        let caller = Caller::with(usize::MAX);
        let response = answer(&dispatcher, multicall(method, 100_000, 20), &caller).await;
        let size = response.body.capacity();
        assert!(size > MIB / 2 && (size..size + 64).contains(&caller.held()), "{method}: {} of {size}", caller.held());
        let refused = answer(&dispatcher, multicall(method, 100_000, 20), &Caller::with(MIB / 4)).await;
        assert!(refused.is_refused && refused.body.capacity() <= 8 << 10, "{method}");
    }
}

#[tokio::test]
async fn a_result_beyond_the_limit_leaves_no_buffer_behind() {
    let limits = xmlrpc_service::Limits { response: MIB, ..xmlrpc_service::Limits::default() };
    let dispatcher = dispatcher().limits(limits);
    for method in METHODS {
        let caller = Caller::with(usize::MAX);
        let response = answer(&dispatcher, call(method, 4 * MIB), &caller).await;
        assert!(!response.is_refused && response.body.len() <= MIB, "{method}");
        assert!(response.body.capacity() <= response.body.len() + 4096, "{method}: {}", response.body.capacity());
        assert!(caller.0.peak.load(Ordering::Relaxed) <= MIB + 2048, "{method}");
    }
}

#[tokio::test]
async fn a_document_in_another_character_set_is_leased_with_its_copy() {
    let text = "é".repeat(100_000);
    let body: Vec<u8> = format!(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><methodCall><methodName>length</methodName><params><param><value>\
         {text}</value></param></params></methodCall>"
    )
    .chars()
    .map(|character| character as u8)
    .collect();
    let length = Function::new(|text: String| text.len()).inline();
    let dispatcher = Dispatcher::new().function("length", length);
    let caller = Caller::with(usize::MAX);
    let response = dispatcher.handle_from(Request::from(body.clone()), &caller).await;
    assert!(String::from_utf8_lossy(&response.body).contains("200000"));
    let peak = caller.0.peak.load(Ordering::Relaxed);
    assert!((400_000..410_000).contains(&peak), "{peak}");
    assert_eq!(caller.held(), 0);
    let refused = dispatcher.handle_from(Request::from(body), &Caller::with(100_000)).await;
    assert!(refused.is_refused);
}
