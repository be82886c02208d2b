//! Generated code gives no warnings of its own.

#![deny(missing_docs, warnings, clippy::all, clippy::pedantic, rust_2018_idioms, unused_qualifications)]
#![deny(single_use_lifetimes, unreachable_pub, missing_debug_implementations, let_underscore_drop, unused_results)]
#![forbid(unsafe_code, unused_imports, dead_code)]

use xmlrpc_server::{expose, rpc_service};

/// A directory.
#[derive(Debug)]
pub struct Directory(Vec<String>);

/// Work with directories.
#[rpc_service(prefix = "dir")]
impl Directory {
    /// Lists.
    #[expose]
    #[must_use]
    pub fn list(&self, path: &str, limit: Option<usize>) -> Vec<String> {
        self.0.iter().filter(|name| name.starts_with(path)).take(limit.unwrap_or(9)).cloned().collect()
    }

    /// Lists, the old way.
    #[expose(inline)]
    #[deprecated = "use `list`"]
    pub fn entries(&self) -> usize {
        self.0.len()
    }

    /// Counts.
    #[expose(alias = "number", returns = "The count.", inline)]
    #[must_use]
    pub fn count(&self, #[param(default = 5)] limit: usize, #[param(default)] from: &str) -> usize {
        self.0.len().min(limit) + from.len()
    }

    /// Joins.
    #[expose]
    #[must_use]
    pub fn join(&self, #[param(rest, name = "texts")] all: &[String]) -> String {
        all.concat()
    }

    /// Finds.
    ///
    /// # Errors
    ///
    /// Nothing is there.
    #[expose]
    pub async fn find(&self, name: String) -> std::io::Result<()> {
        std::future::ready(()).await;
        if self.0.contains(&name) { Ok(()) } else { Err(std::io::ErrorKind::NotFound.into()) }
    }
}

/// Adds.
#[expose]
#[must_use]
pub const fn add(x: i32, y: i32) -> i32 {
    x + y
}

fn main() {}
