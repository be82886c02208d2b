//! The derives suit every type, and no lint fires on what they write.

#![no_implicit_prelude]
#![deny(warnings, missing_docs, clippy::pedantic)]

use ::std::fmt;
use ::xmlrpc_server::schema::Schema;
use ::xmlrpc_server::{IntoFault, RpcType};

/// Names of the prelude that mean something else here.
#[derive(RpcType)]
#[allow(dead_code)]
struct String {
    /// A number.
    r#type: i32,
    /// Itself.
    next: ::std::option::Option<::std::boxed::Box<String>>,
}

/// Another one.
#[derive(RpcType)]
#[allow(dead_code)]
enum Result<'a, T: Clone, const N: usize>
where
    T: ::std::marker::Send,
{
    /// Borrowed.
    Ok(&'a [T; N]),
    /// By name.
    Err {
        /// The name.
        r#in: &'a str,
    },
}

/// Anything that can be cloned.
trait Clone {}

impl Clone for i32 {}

/// Nothing to tell.
#[derive(RpcType)]
struct Empty;

/// An error.
#[derive(IntoFault)]
#[allow(dead_code)]
enum Option {
    /// With a number.
    #[fault(code = 4)]
    Some(i32),
    /// Without.
    #[deprecated]
    #[fault(code = 2 + 3, message = "none")]
    None,
}

impl fmt::Display for Option {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an option")
    }
}

/// What has no cases.
#[derive(IntoFault)]
#[allow(dead_code)]
enum Never {}

fn main() {
    let _ = Empty;
    ::std::assert_eq!(Option::declared_faults().len(), 2);
    ::std::assert_eq!(Option::Some(1).into_fault().code(), 4);
    ::std::assert!(!Schema::of::<String>().is_optional() && !Schema::of::<Empty>().is_optional());
    ::std::assert!(!Schema::of::<Result<'_, i32, 2>>().is_optional());
}
