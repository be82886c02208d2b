//! Values whose type is known only when they arrive, and the types that Rust has no own for.

mod as_date_time;
mod base64;
mod convert;
mod date_time;
mod date_time_text;
mod deserialize;
mod literal;
mod serialize;
mod structure;
mod timestamp;

pub use as_date_time::AsDateTime;
pub use base64::Base64;
pub use date_time::{DateTime, InvalidDateTime, Zone};
pub use deserialize::deserialize_exact;
pub use structure::{IntoMembers, Struct};

/// The newtype names by which our own types are told apart inside serde.
pub const VALUE_TOKEN: &str = "$xmlrpc::Value";
#[doc(hidden)]
pub const DATE_TIME_TOKEN: &str = "$xmlrpc::DateTime";
pub(crate) const LONG_TOKEN: &str = "$xmlrpc::Long";

/// Any value of XML-RPC.
///
/// Methods take and return their own Rust types; a `Value` is for those that cannot know them.
///
/// ```
/// use xmlrpc_core::{Value, value};
///
/// let person = value!({ "name": "Ada", "age": 36, "tags": ["poet", true, null] });
/// assert_eq!(person["name"], Value::from("Ada"));
/// assert_eq!(person["tags"][1].as_bool(), Some(true));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// `<int>`: 32 bits.
    Int(i32),
    /// `<i8>`: 64 bits. An `<int>` that is wider than it may be is read into this as well.
    Long(i64),
    /// `<boolean>`.
    Boolean(bool),
    /// `<double>`: always finite when read.
    Double(f64),
    /// `<string>`, or a value with no type at all.
    String(String),
    /// `<dateTime.iso8601>`.
    DateTime(DateTime),
    /// `<base64>`.
    Base64(Base64),
    /// `<struct>`.
    Struct(Struct),
    /// `<array>`.
    Array(Vec<Value>),
    /// `<nil/>`.
    #[default]
    Nil,
}
