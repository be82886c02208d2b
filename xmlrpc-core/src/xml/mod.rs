//! XML as XML-RPC needs it: the only user of quick-xml.
//!
//! The reader's state is a text and a position. What the protocol writes is compared as bytes; whatever else XML
//! allows at that place is read, one piece at a time, by quick-xml, and checked here.

mod attributes;
mod characters;
mod charset;
mod cursor;
mod declaration;
mod markup;
mod places;
mod plain;
mod references;
mod text;
mod utf8;
mod well_formed;
pub(crate) mod write;

pub(crate) use attributes::{EXTENSIONS, declared_prefixes};
pub use characters::is_allowed;
pub(crate) use characters::{behind_space, is_blank, is_space};
pub use charset::to_utf8;
pub(crate) use cursor::Cursor;
pub(crate) use cursor::{BlankError, Tag};
pub(crate) use plain::plain_length;
pub(crate) use references::short_text;
pub use utf8::Utf8;
pub(crate) use well_formed::check_well_formed;
