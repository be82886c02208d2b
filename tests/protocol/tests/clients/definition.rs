//! Clients of traits: names, results, generics, lifetimes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xmlrpc_client::{Caller, Error, Result, Value, rpc_client, value};

use crate::recorder::Recorder;

/// Work with directories.
#[rpc_client(prefix = "dir", rename_all = "camelCase", blocking_client = DirectoryBlocking)]
trait Directory {
    /// List the names.
    async fn list(&self, path: &Path) -> Result<Vec<PathBuf>>;

    async fn list_all(
        &self,
        /** Where. */
        path: &str,
        _depth: i32,
    ) -> Result<Value, Error>;

    #[expose(name = "make dir", alias = "mkdir")]
    async fn make(&self, path: &Path) -> Result<()>;

    #[expose(absolute = "system.time")]
    async fn time(&self, zone: &str) -> Result<SystemTime>;

    async fn r#move<'a>(&'a self, from: &'a str, to: &'a str) -> Result<(String, String)>;

    #[cfg(any())]
    async fn absent(&self, what: Nothing) -> Result<()>;

    #[deprecated(note = "use list")]
    async fn old(&self) -> Result<Vec<i32>>;
}

#[rpc_client]
pub(crate) trait Store<'k, K: Serialize + Sync + ?Sized, const N: usize>
where
    K: 'k,
{
    async fn put<V: Serialize + Send>(&self, key: &'k K, value: V) -> Result<Value>;
    async fn get<T>(&self, key: &K) -> Result<T>
    where
        T: DeserializeOwned + Send;
    async fn both(&self, keys: &[&str], any: impl Serialize + Send + Sync) -> Result<Value>;
}

#[rpc_client]
trait Blocking {
    fn echo(&self, text: String) -> Result<String>;
}

#[tokio::test]
async fn names_are_those_of_a_service() {
    let recorder = Recorder::default();
    let client = DirectoryClient::new(&recorder);
    assert_eq!(client.list(Path::new("/tmp")).await.map_err(drop), Err(()));
    assert_eq!(recorder.last(), ("dir.list".to_owned(), vec!["/tmp".into()]));
    assert_eq!(client.list_all("/", 3).await.unwrap(), value!(["/", 3]));
    assert_eq!(recorder.last().0, "dir.listAll");
    client.make(Path::new("a")).await.unwrap_err();
    assert_eq!(recorder.last().0, "dir.make dir");
    assert_eq!(client.r#move("a", "b").await.unwrap(), ("a".to_owned(), "b".to_owned()));
    assert_eq!(recorder.last().0, "dir.move");
    #[allow(deprecated)]
    let old = client.old().await.unwrap();
    assert_eq!((old, recorder.last()), (vec![], ("dir.old".to_owned(), vec![])));
}

#[tokio::test]
async fn another_prefix_stands_before_all_names_but_the_absolute_ones() {
    let recorder = Recorder::default();
    let client = DirectoryClient::with_prefix(&recorder, "home.dir");
    client.list_all("/", 3).await.unwrap();
    assert_eq!(recorder.last().0, "home.dir.listAll");
    client.time("x").await.unwrap_err();
    assert_eq!(recorder.last().0, "system.time");
    let bare = DirectoryClient::with_prefix(&recorder, String::new());
    bare.list_all("/", 3).await.unwrap();
    assert_eq!(recorder.last().0, "listAll");
}

#[test]
fn the_blocking_client_is_the_same_without_futures() {
    let recorder = Recorder::default();
    let client = DirectoryBlocking::new(&recorder);
    assert_eq!(client.list_all("/", 3).unwrap(), value!(["/", 3]));
    assert_eq!(recorder.last().0, "dir.listAll");
    assert_eq!(BlockingClient::new(&recorder).echo("a".into()).unwrap(), "a");
}

/// What is written against the trait works with any implementation, on any thread.
async fn moved(directory: impl Directory + Send + Sync + 'static) -> (String, String) {
    tokio::spawn(async move { directory.r#move("a", "b").await.expect("a result") }).await.expect("no panic")
}

#[tokio::test]
async fn the_client_implements_the_trait() {
    let client = DirectoryClient::new(Arc::new(Recorder::default()));
    assert_eq!(moved(client.clone()).await, ("a".to_owned(), "b".to_owned()));

    struct Fixed;
    impl Directory for Fixed {
        async fn list(&self, _: &Path) -> Result<Vec<PathBuf>> {
            Ok(vec![])
        }
        async fn list_all(&self, _: &str, _: i32) -> Result<Value> {
            Ok(Value::Nil)
        }
        async fn make(&self, _: &Path) -> Result<()> {
            Ok(())
        }
        async fn time(&self, _: &str) -> Result<SystemTime> {
            Ok(SystemTime::UNIX_EPOCH)
        }
        async fn r#move<'a>(&'a self, from: &'a str, _: &'a str) -> Result<(String, String)> {
            tokio::task::yield_now().await;
            Ok((from.into(), "elsewhere".into()))
        }
        async fn old(&self) -> Result<Vec<i32>> {
            Ok(vec![])
        }
    }
    assert_eq!(moved(Fixed).await.1, "elsewhere");
}

#[tokio::test]
async fn traits_and_methods_may_be_generic() {
    let recorder = Recorder::default();
    let client: StoreClient<'_, _, str, 2> = StoreClient::new(&recorder);
    assert_eq!(client.put("k", vec![1.5]).await.unwrap(), value!(["k", [1.5]]));
    assert_eq!(client.get::<String>("k").await.unwrap(), "k");
    assert_eq!(client.both(&["a", "b"], 7).await.unwrap(), value!([["a", "b"], 7]));
    let numbers: StoreClient<'_, _, i32, 0> = StoreClient::new(&recorder);
    assert_eq!(numbers.get::<i64>(&3).await.unwrap(), 3);
}

fn is_send<T: Send>(value: T) -> T {
    value
}

#[tokio::test]
async fn futures_are_send() {
    async fn over<C: Caller>(caller: &C) -> Result<Value> {
        let client = DirectoryClient::new(caller);
        is_send(client.list_all("/", 1)).await
    }
    let recorder = Recorder::default();
    is_send(over(&recorder)).await.unwrap();
    let store: StoreClient<'_, _, str, 0> = StoreClient::new(&recorder);
    is_send(store.put("k", 1)).await.unwrap();
    // A value that is sent need not be shared between threads.
    is_send(store.put("k", std::cell::Cell::new(1))).await.unwrap();
}

#[test]
fn clients_are_shown_and_cloned() {
    let recorder = Recorder::default();
    let client = DirectoryClient::new(&recorder);
    assert!(format!("{:?}", client.clone()).starts_with("DirectoryClient { caller: Recorder"));
    let store: StoreClient<'_, _, str, 0> = StoreClient::new(&recorder);
    let _ = store.clone();
}

/// Names of the prelude that mean something else here.
mod shadowed {
    use xmlrpc_client::rpc_client;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    pub(super) struct Option<T>(pub(super) T);
    pub(super) type Result<T> = core::result::Result<T, xmlrpc_client::Error>;
    #[derive(serde::Serialize)]
    pub(super) struct C(pub(super) i32);
    #[allow(dead_code)]
    pub(super) struct String;
    #[allow(dead_code)]
    pub(super) struct Vec;
    #[allow(dead_code)]
    pub(super) struct Box;

    #[rpc_client]
    pub(super) trait Odd {
        async fn call(&self, caller: C, prefix: i32, writer: i32, params: i32) -> Result<std::vec::Vec<i32>>;
    }
}

#[tokio::test]
async fn users_types_and_parameters_may_have_any_name() {
    use shadowed::OddClient;
    let recorder = Recorder::default();
    let client = OddClient::new(&recorder);
    assert_eq!(client.call(shadowed::C(1), 2, 3, 4).await.unwrap(), [1, 2, 3, 4]);
    let _ = shadowed::Option(1);
}

/// A trait with others above it.
#[rpc_client]
trait Above: Send + Sync + std::fmt::Debug {
    async fn echo(&self, number: i32) -> Result<i32>;
}

/// A trait, its types and its names out of a macro.
macro_rules! definition {
    ($name:ident, $client:ident, $method:ident, $parameter:ty, $result:ty, $wire:literal) => {
        #[rpc_client(client = $client, prefix = $wire)]
        trait $name {
            #[expose(name = $wire)]
            async fn $method(&self, first: $parameter, second: Option<$parameter>) -> $result;
        }
    };
}

definition!(Made, MadeCalls, size, &SystemTime, Result<Vec<SystemTime>>, "made");

#[tokio::test]
async fn traits_have_supertraits_and_come_out_of_macros() {
    async fn echoed(above: impl Above + 'static) -> i32 {
        tokio::spawn(async move { above.echo(4).await.expect("a number") }).await.expect("no panic")
    }
    assert_eq!(echoed(AboveClient::new(Arc::new(Recorder::default()))).await, 4);
    let recorder = Recorder::default();
    let (first, second) = (SystemTime::UNIX_EPOCH, SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1));
    let made = MadeCalls::new(&recorder).size(&first, Some(&second)).await.unwrap();
    assert_eq!(made, [first, second]);
    assert_eq!(recorder.last().0, "made.made");
}
