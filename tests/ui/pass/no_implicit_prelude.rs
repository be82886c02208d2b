//! Generated code names everything by its whole path.

#![no_implicit_prelude]
#![deny(warnings)]

use ::std::option::Option;
use ::std::result::Result;
use ::std::string::String;

struct Directory;

/// Directories.
#[::xmlrpc_server::rpc_service(prefix = "dir", parts(more))]
impl Directory {
    #[expose]
    fn list(&self, path: &str, bytes: &[u8], depth: Option<i32>, name: Option<&str>) -> Result<String, String> {
        let _ = (path, bytes, depth, name);
        Result::Ok(String::new())
    }

    #[expose]
    async fn make(&self) {}

    #[expose(name = "make")]
    async fn make_many(&self, a: &str, #[param(default)] b: &str, #[param(rest)] more: &[String]) -> usize {
        let _ = (a, b);
        more.len()
    }

    #[cfg(all())]
    #[expose(inline)]
    fn zero() -> i32 {
        0
    }
}

#[::xmlrpc_server::rpc_service(part = more)]
impl Directory {
    #[expose]
    fn more(&self, #[param(default = 5)] limit: i32) -> i32 {
        limit
    }
}

#[::xmlrpc_server::expose]
fn add(x: i32, y: i32) -> i32 {
    x + y
}

fn main() {
    ::std::assert_eq!(::xmlrpc_server::Service::info(&Directory).methods().len(), 5);
    add(1, 2);
}
