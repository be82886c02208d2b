//! Typed clients give no warnings of their own, and depend neither on the prelude nor on which lints are denied.

#![no_implicit_prelude]
#![deny(missing_docs, warnings, clippy::all, clippy::pedantic, rust_2018_idioms, unused_qualifications)]
#![deny(single_use_lifetimes, unreachable_pub, missing_debug_implementations, let_underscore_drop, unused_results)]
#![forbid(unsafe_code, unused_imports, unused_variables)]

use ::std::option::Option;
use ::std::string::String;
use ::std::vec::Vec;
use ::xmlrpc_server::client::{Caller, Result, rpc_client};
use ::xmlrpc_server::{CallContext, rpc_service};

/// A definition for others.
#[rpc_client(prefix = "dir", blocking_client = DirectoryBlocking)]
pub trait Directory {
    /// Lists.
    async fn list(&self, path: &str, limit: Option<usize>) -> Result<Vec<String>>;
    /// Removes.
    #[deprecated]
    async fn remove(&self, #[param(rest)] paths: &[&str]) -> Result<()>;
    /// Stores.
    async fn store(&self, data: &[u8], _: i32) -> Result<()>;
}

/// None of it is used.
#[rpc_client]
trait Unused<K: ::std::marker::Sync + ::serde::Serialize + ?::std::marker::Sized> {
    async fn get(&self, key: &K) -> Result<i32>;
    async fn put<V: ::serde::Serialize + ::std::marker::Send>(&self, key: &K, value: V) -> Result<i32>;
}

#[rpc_client]
pub(crate) trait Waiting {
    fn get(&self) -> Result<i32>;
}

/// A service.
#[derive(Debug)]
pub struct Store;

/// Work with a store.
#[rpc_service(prefix = "store", client = StoreClient, blocking_client = StoreBlocking)]
impl Store {
    /// Gets.
    #[expose(inline)]
    #[must_use]
    pub fn get(&self, key: String, #[param(default = 4)] limit: usize, _context: &CallContext) -> usize {
        key.len() + limit
    }

    /// Gets, the old way.
    #[expose(inline)]
    #[deprecated = "use `get`"]
    pub fn old(&self) -> usize {
        4
    }
}

struct Private;

#[rpc_service(client = PrivateClient)]
impl Private {
    #[expose(inline)]
    fn get(&self, point: Point) -> Point {
        point
    }
}

#[derive(::serde::Serialize, ::serde::Deserialize)]
struct Point(i32);

async fn used<C: Caller>(caller: &C) -> Result<usize> {
    ::std::result::Result::Ok(DirectoryClient::new(caller).list("", Option::None).await?.len())
}

fn main() {
    let dispatcher = ::xmlrpc_server::Dispatcher::new().mount(Store).mount(Private);
    ::std::assert!(DirectoryBlocking::with_prefix(&dispatcher, "x").list("", Option::None).is_err());
    ::std::assert_eq!(StoreBlocking::new(&dispatcher).get("a", Option::None).ok(), Option::Some(5));
    let _future = used(&dispatcher);
    let _client = WaitingClient::new(&dispatcher);
}
