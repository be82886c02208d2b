//! What is not generic is in the program's catalogue, also a block that is switched on.

#![deny(warnings)]

use xmlrpc_server::{catalogue, methods_without_help, rpc_service};

struct Directory;

/// Directories.
#[rpc_service(prefix = "dir")]
impl Directory {
    /// Lists.
    #[expose]
    fn list() {}

    #[expose]
    fn remove() -> Result<Self, String> {
        Ok(Directory)
    }
}

impl serde::Serialize for Directory {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

struct Api<T>(T);

#[rpc_service(prefix = "api.numbers")]
impl Api<i32> {
    /// Tells.
    #[expose]
    fn tell(&self) -> i32 {
        self.0
    }
}

#[rpc_service(prefix = "never")]
#[cfg(any())]
impl Api<TypeThatIsNotThere> {
    #[expose]
    fn tell(&self) {}
}

fn main() {
    let prefixes: Vec<_> = catalogue().map(|service| service.prefix()).collect();
    assert_eq!(prefixes, ["api.numbers", "dir", "system"]);
    let without = methods_without_help();
    assert!(without.len() == 1 && without[0].starts_with("dir.remove (Directory, "), "{without:?}");
}
