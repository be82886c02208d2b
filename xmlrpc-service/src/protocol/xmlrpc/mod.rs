//! XML-RPC: documents, their character sets, multicalls, and which error of a document comes first.

mod config;
mod document;
mod multicall;

pub use config::Wire;
pub(crate) use config::{Extensions, WireConfig};
pub(crate) use document::{Call, Document, is_cut_off};
/// Where in a document an entry of a multicall stands.
pub(crate) use xmlrpc_core::message::incremental::EntryStart;
/// Where in a document the arguments of a call begin.
pub(crate) use xmlrpc_core::message::incremental::ParamsStart as CallStart;
