//! The definition, which both ends share: in a project, a crate of its own that depends on `xmlrpc-client` without its
//! default features.

#![allow(unreachable_pub, reason = "in a crate of its own, the items are public")]

use std::path::{Path, PathBuf};

use xmlrpc_client::{Error, IntoFault, rpc_client};

/// What can go wrong with a directory.
#[derive(Debug, thiserror::Error, IntoFault)]
pub enum DirectoryError {
    /// There is no such directory.
    #[error("no such directory: {0}")]
    #[fault(code = 404)]
    Missing(String),
    /// The call itself failed: the server cannot be reached, or it fails in another way.
    #[error(transparent)]
    #[fault(other)]
    Call(Error),
}

/// Work with the directories of a machine.
#[rpc_client(prefix = "dir")]
pub trait Directory {
    /// List the names of the entries in a directory, at most `limit` of them.
    async fn list(&self, path: &Path, limit: Option<usize>) -> Result<Vec<PathBuf>, DirectoryError>;

    /// Say whether there is something at a path.
    async fn exists(&self, path: &Path) -> Result<bool, DirectoryError>;
}
