//! The paths at which a dispatcher answers.

use crate::error::{Error, Result};

/// A path, or a list of paths: `"/admin"`, `["/RPC2", "/xmlrpc/2/object"]`, a vector.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a path and not a list of paths",
    note = "write a text or an array of texts: `\"/admin\"`, `[\"/RPC2\", \"/xmlrpc/2/object\"]`"
)]
pub trait Paths {
    /// Lists them.
    fn into_paths(self) -> Vec<String>;
}

impl Paths for &str {
    fn into_paths(self) -> Vec<String> {
        vec![self.to_owned()]
    }
}

impl Paths for String {
    fn into_paths(self) -> Vec<String> {
        vec![self]
    }
}

impl<P: Into<String>, const COUNT: usize> Paths for [P; COUNT] {
    fn into_paths(self) -> Vec<String> {
        self.into_iter().map(Into::into).collect()
    }
}

impl<P: Into<String>> Paths for Vec<P> {
    fn into_paths(self) -> Vec<String> {
        self.into_iter().map(Into::into).collect()
    }
}

/// Refuses what is no path. A brace would begin a path pattern of actix-web, which panics if it is malformed.
pub(crate) fn check_path(setting: &str, path: &str) -> Result {
    if !path.starts_with('/') {
        return Err(Error::misuse(format!("`{setting}`: {path:?} is not a path, which begins with \"/\"")));
    }
    if path.contains(['{', '}', '?', '#']) || !path.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(Error::misuse(format!(
            "`{setting}`: {path:?} has a character that cannot stand in a path; write it percent-encoded"
        )));
    }
    Ok(())
}
