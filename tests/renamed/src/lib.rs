//! Services of a crate that renames the framework in its manifest, and denies the lints that publishing causes.

#![deny(clippy::unused_self, clippy::unused_async, clippy::needless_pass_by_value, clippy::trivially_copy_pass_by_ref)]
#![deny(clippy::unnecessary_wraps, unused_braces)]

use rpc::{IntoFault, RpcParams, RpcType, expose, rpc_service};

/// A page of names.
#[derive(Debug, RpcParams)]
struct Page {
    /// How many.
    size: i32,
}

/// A mark, which describes itself.
#[derive(Debug, RpcType)]
pub struct Mark;

/// What goes wrong.
#[derive(Debug, IntoFault)]
enum Failure {
    /// It is gone.
    #[fault(code = 4, message = "gone")]
    Gone,
}

/// Names.
#[derive(Debug)]
pub struct Names;

#[rpc_service(prefix = "names", parts(more))]
impl Names {
    #[expose(inline)]
    fn size(&self, #[param(flatten)] page: Page) -> Result<i32, Failure> {
        if page.size > 0 { Ok(page.size) } else { Err(Failure::Gone) }
    }
}

#[rpc_service(part = more)]
impl Names {
    #[expose]
    fn count(&self, names: Vec<String>, prefix: String) -> usize {
        names.iter().filter(|name| name.starts_with(&prefix)).count()
    }

    #[expose]
    fn is_even(&self, number: &i32) -> Result<bool, Failure> {
        Ok(number % 2 == 0)
    }

    #[expose]
    async fn none(&self) -> Option<i32> {
        Some(0)
    }
}

#[expose]
fn double(number: i32, names: Vec<String>) -> Result<i32, String> {
    Ok(number * 2 + i32::from(names.is_empty()))
}
