//! What a method looks like on the wire: types and signatures.

mod known;
mod probe;
mod signature;
mod wire_type;

pub(crate) use known::known;
pub use probe::probe;
pub use signature::Signature;
pub use wire_type::{RpcType, TypeShape, WireType};
