//! A description of everything that is published: what documentation and machine-readable descriptions are made of.
//!
//! ```
//! use xmlrpc_service::{Dispatcher, rpc_service};
//!
//! struct Sums;
//!
//! #[rpc_service(prefix = "sums")]
//! impl Sums {
//!     /// Add two numbers.
//!     #[expose(inline)]
//!     fn add(&self, a: i32, b: i32) -> i32 {
//!         a + b
//!     }
//! }
//!
//! let description = Dispatcher::new().mount(Sums).describe().title("Sums").version("1.0");
//! let add = description.method("sums.add").expect("it is published");
//! assert_eq!(add.help, "Add two numbers.");
//! assert_eq!(add.forms[0].parameters[1].name, "b");
//! ```

mod collect;
mod model;
mod value;

pub(crate) use collect::Collected;
pub use model::{Description, FormDescription, Group, MethodDescription, ParameterDescription};
