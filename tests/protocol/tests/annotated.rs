//! Annotated services, called: what the macros write does what the block says.

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::path::Path;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use xmlrpc_service::{CallContext, Dispatcher, Fault, IntoFault, expose, rpc_service};

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
struct Point {
    x: i32,
    y: i32,
}

struct Lender;

#[rpc_service]
impl Lender {
    #[expose(inline)]
    fn join(&self, text: &str, path: &Path, numbers: &[i32], point: &Point) -> String {
        format!("{text} {} {numbers:?} {}", path.display(), point.x)
    }

    #[expose]
    async fn join_later(&self, text: &str, bytes: &[u8], optional: Option<&str>) -> String {
        tokio::task::yield_now().await;
        format!("{text} {bytes:?} {optional:?}")
    }

    #[expose]
    fn lend<'a>(&'a self, text: &'a str) -> Cow<'a, str> {
        text.into()
    }

    #[expose]
    fn count(&self, texts: &[String], context: &CallContext, more: Option<&[u8]>) -> String {
        format!("{} {} {:?}", context.method(), texts.len(), more)
    }
}

#[tokio::test]
async fn what_a_method_borrows_lives_as_long_as_it_runs() {
    let dispatcher = Dispatcher::new().mount(Lender);
    let point = Point { x: 7, y: 0 };
    let joined: String = dispatcher.call("join", ("a & <b>", "/tmp", [1, 2], point)).await.unwrap();
    assert_eq!(joined, "a & <b> /tmp [1, 2] 7");
    let lent: String = dispatcher.call("lend", ("x &amp; y\r\n",)).await.unwrap();
    assert_eq!(lent, "x &amp; y\r\n");
    let bytes = xmlrpc_service::Base64::from(vec![1, 2]);
    let joined: String = dispatcher.call("join_later", ("a & b", &bytes, "é & è")).await.unwrap();
    assert_eq!(joined, "a & b [1, 2] Some(\"é & è\")");
    let joined: String = dispatcher.call("join_later", ("a", &bytes)).await.unwrap();
    assert_eq!(joined, "a [1, 2] None");
}

#[tokio::test]
async fn the_context_takes_no_place_on_the_wire() {
    let dispatcher = Dispatcher::new().mount_at("lender", Lender);
    let counted: String = dispatcher.call("lender.count", (["a", "b"],)).await.unwrap();
    assert_eq!(counted, "lender.count 2 None");
}

struct Switched;

#[rpc_service(prefix = "switched")]
impl Switched {
    #[cfg(any())]
    #[expose]
    fn absent(&self) -> TypeThatIsNotThere {}

    #[expose]
    fn first(&self) -> i32 {
        1
    }

    #[cfg(any())]
    #[expose]
    fn kind(&self) -> i32 {
        0
    }

    #[cfg(not(any()))]
    #[cfg(test)]
    #[expose(name = "kind")]
    async fn other_kind(&self) -> i32 {
        2
    }

    #[expose(inline)]
    fn last() -> i32 {
        3
    }
}

#[tokio::test]
async fn methods_that_are_switched_off_shift_no_others() {
    let dispatcher = Dispatcher::new().mount(Switched);
    for (name, answer) in [("switched.first", 1), ("switched.kind", 2), ("switched.last", 3)] {
        assert_eq!(dispatcher.call::<i32>(name, ()).await, Ok(answer), "{name}");
    }
    assert_eq!(dispatcher.call::<i32>("switched.absent", ()).await.unwrap_err().code(), -32601);
}

struct Coded;

impl IntoFault for Coded {
    fn into_fault(self) -> Fault {
        Fault::new(7, "coded")
    }
}

impl fmt::Display for Coded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text that its code goes before")
    }
}

type Outcome<T> = Result<T, Coded>;

struct Failing;

#[rpc_service]
impl Failing {
    #[expose]
    fn coded(&self) -> Outcome<i32> {
        Err(Coded)
    }

    #[expose]
    async fn texted(&self) -> Result<(), String> {
        Err(String::from("texted"))
    }

    #[expose(inline)]
    fn boxed(&self) -> Result<i32, Box<dyn std::error::Error>> {
        Ok("x".parse()?)
    }

    #[expose(inline)]
    fn found(&self, found: bool) -> io::Result<Option<i32>> {
        if found { Ok(None) } else { Err(io::Error::other("lost")) }
    }
}

#[tokio::test]
async fn errors_become_faults_and_values_stay_values() {
    let dispatcher = Dispatcher::new().mount(Failing);
    let fault = async |name: &str| {
        let fault = dispatcher.call::<()>(name, ()).await.unwrap_err();
        (fault.code(), fault.message().to_owned())
    };
    assert_eq!(fault("coded").await, (7, "coded".to_owned()));
    assert_eq!(fault("texted").await, (-32500, "texted".to_owned()));
    assert_eq!(fault("boxed").await, (-32500, "invalid digit found in string".to_owned()));
    assert_eq!(dispatcher.call::<Option<i32>>("found", (true,)).await, Ok(None));
    assert_eq!(dispatcher.call::<()>("found", (false,)).await.unwrap_err().message(), "lost");
}

struct Shelf<T>(Mutex<Vec<T>>);

#[rpc_service(prefix = "shelf")]
impl<T> Shelf<T>
where
    T: Serialize + for<'de> Deserialize<'de> + Clone + Send + Sync,
{
    #[expose]
    fn put(&self, value: T) -> usize {
        let mut all = self.0.lock().expect("the lock is not poisoned");
        all.push(value);
        all.len()
    }

    #[expose]
    async fn all(&self, and: &T) -> Vec<T> {
        let mut all = self.0.lock().expect("the lock is not poisoned").clone();
        all.push(and.clone());
        all
    }
}

#[tokio::test]
async fn a_generic_service_serves_any_type() {
    let dispatcher = Dispatcher::new().mount(Shelf::<Point>(Mutex::default()));
    assert_eq!(dispatcher.call::<usize>("shelf.put", (Point { x: 1, y: 2 },)).await, Ok(1));
    let all: Vec<Point> = dispatcher.call("shelf.all", (Point { x: 3, y: 4 },)).await.unwrap();
    assert_eq!(all, [Point { x: 1, y: 2 }, Point { x: 3, y: 4 }]);
    assert_eq!(dispatcher.call::<usize>("shelf.put", ("x",)).await.unwrap_err().code(), -32602);
}

trait Calculator {
    type Number;
    fn add(&self, x: Self::Number, y: Self::Number) -> Self::Number;
}

struct Basic;

#[rpc_service(prefix = "basic")]
impl Calculator for Basic {
    type Number = i32;

    #[expose]
    fn add(&self, x: Self::Number, y: Self::Number) -> Self::Number {
        x + y
    }
}

#[tokio::test]
async fn a_traits_methods_are_called_through_the_trait() {
    let dispatcher = Dispatcher::new().mount(Basic);
    assert_eq!(dispatcher.call::<i32>("basic.add", (2, 3)).await, Ok(5));
}

/// Multiply two numbers.
#[expose(name = "multiply args")]
fn multiply(x: i32, y: i32) -> i32 {
    x * y
}

#[expose]
async fn length(text: &str, context: &CallContext) -> Result<usize, Fault> {
    if context.method() == "length" { Ok(text.len()) } else { Err(Fault::internal("another name")) }
}

#[tokio::test]
async fn free_functions_are_discovered() {
    let dispatcher = Dispatcher::new().discover();
    assert_eq!(dispatcher.call::<i32>("multiply args", (multiply(2, 1), 3)).await, Ok(6));
    assert_eq!(dispatcher.call::<usize>("length", ("four",)).await, Ok(4));
    let help: String = dispatcher.call("system.methodHelp", ("multiply args",)).await.unwrap();
    assert_eq!(help, "Multiply two numbers.");
}

#[tokio::test]
async fn no_method_runs_with_too_many_or_too_few_parameters() {
    let dispatcher = Dispatcher::new().mount(Basic);
    for wrong in [vec![1], vec![1, 2, 3]] {
        let params: Vec<xmlrpc_service::Value> = wrong.into_iter().map(Into::into).collect();
        let fault = dispatcher.call::<i32>("basic.add", params).await.unwrap_err();
        assert_eq!(fault.code(), -32602);
        assert!(fault.message().contains("basic.add takes 2 parameters (x, y)"), "{fault}");
    }
}
