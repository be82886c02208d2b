//! What is particular to a protocol: documents, and how a call is found in them and answered by them.
//!
//! The dispatcher sees a name, a place where arguments begin, [`Arguments`](crate::service::Arguments) and a
//! [`Response`](crate::service::Response). XML-RPC is the one protocol that there is. With a second one, the types that
//! are re-exported here become enums over both; what uses them stays as it is.

mod xmlrpc;

pub use xmlrpc::Wire;
pub(crate) use xmlrpc::{Call, CallStart, Document, EntryStart, Extensions, WireConfig, is_cut_off};
