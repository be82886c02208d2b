//! The server's end: in a project, a crate that depends on the definition and on `xmlrpc-server`.

#![allow(unreachable_pub, reason = "in a crate of its own, the items are public")]

use std::path::{Path, PathBuf};

use xmlrpc_server::rpc_service;

use crate::api::{Directory, DirectoryError};

/// The directories of this machine.
pub struct Files;

#[rpc_service(prefix = "dir")]
impl Directory for Files {
    /// List the names of the entries in a directory, at most `limit` of them.
    #[expose]
    async fn list(&self, path: &Path, limit: Option<usize>) -> Result<Vec<PathBuf>, DirectoryError> {
        let missing = |_| DirectoryError::Missing(path.display().to_string());
        let entries = std::fs::read_dir(path).map_err(missing)?;
        let names = entries.flatten().map(|entry| PathBuf::from(entry.file_name()));
        Ok(names.take(limit.unwrap_or(usize::MAX)).collect())
    }

    /// Say whether there is something at a path.
    #[expose]
    async fn exists(&self, path: &Path) -> Result<bool, DirectoryError> {
        Ok(path.exists())
    }
}
