//! Clients of service blocks, in process.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use xmlrpc_client::{Fault, Value};
use xmlrpc_service::{CallContext, Dispatcher, rpc_service};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Point {
    x: f64,
    y: f64,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct SearchResult {
    found: Vec<String>,
}

type StoreResult<T> = Result<T, Fault>;

struct Everything {
    name: String,
}

impl Everything {
    const LIMIT: i32 = 10;
}

/// All kinds of methods.
#[rpc_service(prefix = "all", client = EverythingClient, blocking_client = EverythingBlocking)]
impl Everything {
    /// Adds.
    #[expose(inline)]
    fn add(a: i32, b: i64) -> i64 {
        i64::from(a) + b
    }

    #[expose]
    fn blocking(&self, text: String, path: PathBuf) -> String {
        format!("{}: {text} {}", self.name, path.display())
    }

    #[expose]
    async fn later(&self, text: &str, path: &Path, points: &[Point], data: &[u8]) -> Result<String, Fault> {
        tokio::task::yield_now().await;
        Ok(format!("{text} {} {} {}", path.display(), points.len(), data.len()))
    }

    #[expose]
    fn context(&self, context: &CallContext, number: u8) -> String {
        format!("{number} {}", context.user().unwrap_or("-"))
    }

    #[expose]
    fn owned(&self, points: Vec<Point>, point: Point, bytes: Vec<u8>, map: Option<Point>) -> (usize, Point, Vec<u8>) {
        (points.len(), map.unwrap_or(point), bytes)
    }

    #[expose]
    fn defaults(
        &self,
        pattern: &str,
        #[param(default = Self::LIMIT, name = "how many")] limit: i32,
        #[param(default)] case: bool,
        #[param(default = Path::new("/tmp"))] path: &Path,
        label: Option<String>,
    ) -> String {
        format!("{pattern} {limit} {case} {} {label:?}", path.display())
    }

    #[expose]
    fn rest(&self, (first, second): (i32, i32), _: bool, #[param(rest)] more: Vec<i64>) -> i64 {
        i64::from(first + second) + more.iter().sum::<i64>()
    }

    #[expose]
    fn lent_rest(&self, #[param(rest)] more: &[SystemTime]) -> Vec<SystemTime> {
        more.to_vec()
    }

    #[expose]
    fn date(&self, date: SystemTime, dates: Vec<SystemTime>, perhaps: Option<SystemTime>) -> SystemTime {
        date + Duration::from_secs(dates.len() as u64) + Duration::from_secs(u64::from(perhaps.is_some()))
    }

    #[expose]
    fn borrowed(&self) -> &str {
        &self.name
    }

    #[expose]
    #[allow(clippy::type_complexity)]
    fn borrowed_parts(&self) -> Result<(&str, Option<&Path>, Vec<&str>, Cow<'_, str>, &[i32]), std::io::Error> {
        Ok((&self.name, None, vec!["a"], "b".into(), &[1, 2]))
    }

    #[expose]
    fn io(&self) -> std::io::Result<String> {
        Err(std::io::Error::other("no"))
    }

    #[expose]
    fn alias(&self) -> StoreResult<i32> {
        Err(Fault::new(7, "seven"))
    }

    #[expose]
    fn search(&self) -> SearchResult {
        SearchResult { found: vec!["a".into()] }
    }

    #[expose]
    fn nothing(&self) {}

    #[expose(name = "find")]
    fn count(&self) -> usize {
        3
    }

    #[expose(name = "find")]
    fn find_one(&self, key: &str) -> Option<String> {
        Some(key.to_owned())
    }

    #[expose(absolute = "sys.raw", alias = "ignored", hidden)]
    fn raw(&self, value: Value) -> Value {
        value
    }

    #[expose]
    #[deprecated(since = "1.0.0", note = "use add")]
    fn sum(&self) -> i32 {
        0
    }

    #[cfg(any())]
    #[expose]
    fn absent(&self, nothing: Nothing) -> Nothing {
        nothing
    }

    #[expose]
    #[allow(clippy::boxed_local)]
    fn itself(&self, me: Box<Self>) -> SelfResult<Self> {
        Ok(*me)
    }
}

type SelfResult<T> = Result<T, Fault>;

impl Serialize for Everything {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.name.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Everything {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Everything { name: String::deserialize(deserializer)? })
    }
}

fn dispatcher() -> Dispatcher {
    Dispatcher::new().mount(Everything { name: "me".into() })
}

#[tokio::test]
async fn every_kind_of_method_is_called() {
    let dispatcher = dispatcher();
    let client = EverythingClient::new(&dispatcher);
    assert_eq!(client.add(2, 3).await.unwrap(), 5);
    assert_eq!(client.blocking("a", Path::new("/b")).await.unwrap(), "me: a /b");
    let points = [Point { x: 1.0, y: 2.0 }];
    assert_eq!(client.later("a", Path::new("b"), &points, b"xyz").await.unwrap(), "a b 1 3");
    assert_eq!(client.context(3).await.unwrap(), "3 -");
    let ann = dispatcher.caller(CallContext::new().with_user("ann"));
    assert_eq!(EverythingClient::new(&ann).context(3).await.unwrap(), "3 ann");
    client.nothing().await.unwrap();
    assert_eq!(client.search().await.unwrap(), SearchResult { found: vec!["a".into()] });
    assert_eq!(client.raw(&Value::from(1)).await.unwrap(), Value::from(1));
    #[allow(deprecated)]
    let sum = client.sum().await.unwrap();
    assert_eq!(sum, 0);
}

#[tokio::test]
async fn parameters_are_taken_by_reference() {
    let dispatcher = dispatcher();
    let client = EverythingClient::new(&dispatcher);
    let point = Point { x: 1.0, y: 2.0 };
    let points = vec![point.clone(), point.clone()];
    assert_eq!(client.owned(&points, &point, &[1, 2], None).await.unwrap(), (2, point.clone(), vec![1, 2]));
    let other = Point { x: 0.0, y: 0.0 };
    assert_eq!(client.owned(&points, &point, &[], Some(&other)).await.unwrap(), (2, other, vec![]));
}

#[tokio::test]
async fn defaults_are_the_services() {
    let dispatcher = dispatcher();
    let client = EverythingClient::new(&dispatcher);
    assert_eq!(client.defaults("a", None, None, None, None).await.unwrap(), "a 10 false /tmp None");
    assert_eq!(client.defaults("a", Some(3), None, None, None).await.unwrap(), "a 3 false /tmp None");
    let last = client.defaults("a", None, None, None, Some("x")).await.unwrap();
    assert_eq!(last, "a 10 false /tmp Some(\"x\")");
    let path = client.defaults("a", None, Some(true), Some(Path::new("/srv")), None).await.unwrap();
    assert_eq!(path, "a 10 true /srv None");
}

#[tokio::test]
async fn the_rest_and_patterns_have_parameters() {
    let dispatcher = dispatcher();
    let client = EverythingClient::new(&dispatcher);
    assert_eq!(client.rest(&(1, 2), true, &[]).await.unwrap(), 3);
    assert_eq!(client.rest(&(1, 2), true, &[3, 4]).await.unwrap(), 10);
    let dates = [SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + Duration::from_secs(7)];
    assert_eq!(client.lent_rest(&dates).await.unwrap(), dates);
    assert_eq!(client.date(dates[0], &dates, Some(dates[1])).await.unwrap(), dates[0] + Duration::from_secs(3));
}

#[tokio::test]
async fn results_are_owned() {
    let dispatcher = dispatcher();
    let client = EverythingClient::new(&dispatcher);
    assert_eq!(client.borrowed().await.unwrap(), "me");
    let parts: (String, Option<PathBuf>, Vec<String>, Cow<'static, str>, Vec<i32>) =
        client.borrowed_parts().await.unwrap();
    assert_eq!(parts, ("me".into(), None, vec!["a".into()], "b".into(), vec![1, 2]));
    assert_eq!(client.io().await.unwrap_err().fault().map(Fault::message), Some("no"));
    assert_eq!(client.alias().await.unwrap_err().typed(), Some(Fault::new(7, "seven")));
    let me = Box::new(Everything { name: "you".into() });
    assert_eq!(client.itself(&me).await.unwrap().name, "you");
}

#[tokio::test]
async fn overloads_are_methods_of_their_own() {
    let dispatcher = dispatcher();
    let client = EverythingClient::new(&dispatcher);
    assert_eq!(client.count().await.unwrap(), 3);
    assert_eq!(client.find_one("k").await.unwrap().as_deref(), Some("k"));
}

#[test]
fn the_blocking_client_waits() {
    let dispatcher = dispatcher();
    let client = EverythingBlocking::new(&dispatcher);
    assert_eq!(client.add(2, 3).unwrap(), 5);
    assert_eq!(client.later("a", Path::new("b"), &[], b"").unwrap(), "a b 0 0");
    let ann = dispatcher.caller(CallContext::new().with_user("ann"));
    assert_eq!(EverythingBlocking::new(&ann).context(3).unwrap(), "3 ann");
}

#[tokio::test]
async fn a_service_mounted_elsewhere_is_called_there() {
    let dispatcher = Dispatcher::new().mount_at("x.y", Everything { name: "me".into() });
    assert_eq!(EverythingClient::with_prefix(&dispatcher, "x.y").add(2, 3).await.unwrap(), 5);
    let error = EverythingClient::new(&dispatcher).add(2, 3).await.unwrap_err();
    assert_eq!(error.fault().map(Fault::code), Some(-32601));
}

/// Parts of a service have clients of their own.
struct Site;

#[rpc_service(prefix = "site", parts(admin), client = SiteClient)]
impl Site {
    #[expose(inline)]
    fn size(&self) -> usize {
        4
    }
}

#[rpc_service(part = admin, prefix = "admin", client = AdminClient)]
impl Site {
    #[expose(inline)]
    fn clear(&self) -> bool {
        true
    }
}

/// Inside of a method, clients are used like anywhere else.
struct Proxy(std::sync::Arc<Dispatcher>);

#[rpc_service(prefix = "proxy", client = ProxyClient)]
impl Proxy {
    #[expose]
    async fn size(&self) -> Result<usize, xmlrpc_client::Error> {
        SiteClient::new(&self.0).size().await
    }

    #[expose]
    async fn alias(&self) -> Result<i32, xmlrpc_client::TypedError<Fault>> {
        EverythingClient::new(&self.0).alias().await
    }
}

#[tokio::test]
async fn parts_have_clients_and_methods_are_clients() {
    let inner = std::sync::Arc::new(Dispatcher::new().mount(Site).mount(Everything { name: "x".into() }));
    assert!(AdminClient::new(&inner).clear().await.unwrap());
    let outer = Dispatcher::new().mount(Proxy(inner));
    assert_eq!(ProxyClient::new(&outer).size().await.unwrap(), 4);
    assert_eq!(
        ProxyClient::new(&outer).alias().await.unwrap_err().typed().unwrap().typed(),
        Some(Fault::new(7, "seven"))
    );
}

/// A block of a trait with types of its own.
trait Keyed {
    type Key;
    type Failure;
    fn find(&self, key: Self::Key) -> Result<Self::Key, Self::Failure>;
    fn labelled(&self, label: Option<&str>, more: i32) -> String;
}

struct Map;

#[rpc_service(inline, client = MapClient)]
impl Keyed for Map {
    type Key = Point;
    type Failure = Fault;

    #[expose]
    fn find(&self, key: Self::Key) -> Result<Self::Key, Self::Failure> {
        if key.x < 0.0 { Err(Fault::new(9, "no")) } else { Ok(key) }
    }

    #[expose]
    fn labelled(
        &self,
        #[param(default = Some("none"))] label: Option<&str>,
        #[param(default = 4)] more: i32,
    ) -> String {
        format!("{label:?} {more}")
    }
}

#[tokio::test]
async fn the_types_of_a_trait_are_those_of_the_service() {
    let dispatcher = Dispatcher::new().mount(Map);
    let client = MapClient::new(&dispatcher);
    let point = Point { x: 1.0, y: 2.0 };
    assert_eq!(client.find(&point).await.unwrap(), point);
    let error = client.find(&Point { x: -1.0, y: 2.0 }).await.unwrap_err();
    assert_eq!(error.typed(), Some(Fault::new(9, "no")));
    assert_eq!(client.labelled(None, None).await.unwrap(), "Some(\"none\") 4");
    assert_eq!(client.labelled(None, Some(5)).await.unwrap(), "Some(\"none\") 5");
    assert_eq!(client.labelled(Some("a"), None).await.unwrap(), "Some(\"a\") 4");
}
