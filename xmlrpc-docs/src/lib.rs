//! Descriptions of XML-RPC services for machines, made from a [`Description`].
//!
//! - [`openrpc`]: an [OpenRPC](https://spec.open-rpc.org) document.
//! - [`json_schema`]: a JSON Schema for a type; [`json_schemas`]: one document of all.
//! - [`python_stubs`]: a `.pyi` file, for the completion and the type checks of Python programs.
//!
//! ```
//! use xmlrpc_docs::{json_schema, openrpc, python_stubs};
//! use xmlrpc_service::{Dispatcher, Function};
//!
//! let add = Function::new(|a: i32, b: i32| a + b).parameters(["a", "b"]).inline();
//! let description = Dispatcher::new().function("sums.add", add).describe().title("Sums").version("1.0");
//!
//! assert!(openrpc(&description).contains("\"name\": \"sums.add\""));
//! assert!(python_stubs(&description).contains("def add(self, a: int, b: int, /) -> int"));
//! assert_eq!(json_schema(&description, "Unknown"), None);
//! ```

#![warn(clippy::expect_used)]

mod json_schema;
mod names;
mod openrpc;
mod python;

pub use json_schema::{json_schema, json_schemas};
pub use openrpc::openrpc;
pub use python::python_stubs;
pub use xmlrpc_service::describe::Description;
