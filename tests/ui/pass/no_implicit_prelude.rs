//! Generated code names everything by its whole path.

#![no_implicit_prelude]
#![deny(warnings)]

use ::std::option::Option;
use ::std::result::Result;
use ::std::string::String;

struct Directory;

/// Directories.
#[::xmlrpc_server::rpc_service(prefix = "dir")]
impl Directory {
    #[expose]
    fn list(&self, path: &str, bytes: &[u8], depth: Option<i32>, name: Option<&str>) -> Result<String, String> {
        let _ = (path, bytes, depth, name);
        Result::Ok(String::new())
    }

    #[expose]
    async fn make(&self, path: String) {
        let _ = path;
    }

    #[cfg(all())]
    #[expose(inline)]
    fn zero() -> i32 {
        0
    }
}

#[::xmlrpc_server::expose]
fn add(x: i32, y: i32) -> i32 {
    x + y
}

fn main() {
    ::std::assert_eq!(::xmlrpc_server::Service::info(&Directory).methods().len(), 3);
    add(1, 2);
}
