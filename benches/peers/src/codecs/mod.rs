//! The libraries. Each reads a method response from bytes and writes one; errors become text, which is what a left-out
//! library is reported with.

pub mod dxr;
pub mod json;
pub mod ours;
pub mod serde_xmlrpc;
pub mod xmlrpc;

/// What a library says when it cannot.
pub type Outcome<T> = Result<T, String>;

fn text(document: &[u8]) -> Outcome<&str> {
    std::str::from_utf8(document).map_err(|error| error.to_string())
}
