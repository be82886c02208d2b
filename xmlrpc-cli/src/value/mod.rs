//! Values as text: JSON in both directions, and the tree that people read.

mod json_reader;
mod json_writer;
mod tree;
mod type_names;

pub(crate) use json_reader::{decode_base64, read_json};
pub(crate) use json_writer::{Form, pretty, to_json};
pub(crate) use tree::{Bytes, tree};
pub(crate) use type_names::{Wire, type_of};
