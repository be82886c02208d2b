//! Wire types, signatures and schemas of methods.

mod definitions;
mod known;
mod learn;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time", feature = "uuid", feature = "bytes"))]
mod other_crates;
mod own_types;
mod rpc_type;
mod signature;
mod types;
mod wire_type;

pub use definitions::{Definition, Definitions, Members, Schema, Variants};
pub(crate) use known::known;
pub use learn::learn;
pub(crate) use learn::learn_into;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
pub(crate) use own_types::dates;
#[cfg(any(feature = "uuid", feature = "bytes"))]
pub(crate) use own_types::scalars;
pub use rpc_type::RpcType;
pub use signature::Signature;
pub(crate) use signature::{SharedSignature, SignatureSource};
pub use types::{Choice, Member, StructType, Tagging, Type, Variant};
pub use wire_type::{TypeShape, WireType};
