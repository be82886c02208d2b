//! Values of any type, and types for dates and bytes.

mod as_date_time;
mod base64;
mod convert;
mod date_time;
mod date_time_literal;
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

// The newtype names by which the serializers and deserializers recognise this crate's types.
#[doc(hidden)]
pub const VALUE_TOKEN: &str = "$xmlrpc::Value";
#[doc(hidden)]
pub const DATE_TIME_TOKEN: &str = "$xmlrpc::DateTime";
pub(crate) const LENIENT_TOKEN: &str = "$xmlrpc::Lenient";
pub(crate) const LONG_TOKEN: &str = "$xmlrpc::Long";

/// A value of any type.
///
/// Methods take and return Rust types. A `Value` is for code that learns the type at run time. [`to`](Self::to) and
/// [`of`](Self::of) convert it into and from any type that serde knows.
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
    /// `<i8>`: 64 bits. An `<int>` beyond 32 bits is read as this, too.
    Long(i64),
    /// `<boolean>`.
    Boolean(bool),
    /// `<double>`. The standard reading refuses infinities and NaN.
    Double(f64),
    /// `<string>`, or a value without a type element.
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
