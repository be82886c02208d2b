use std::{fs, io, path::PathBuf};

use xmlrpc_server::rpc_service;

pub(crate) struct Directory;

/// Work with the directories of this machine.
#[rpc_service(prefix = "dir")]
impl Directory {
    /// List the names of the entries in a directory.
    #[expose]
    fn list(&self, path: PathBuf) -> io::Result<Vec<String>> {
        fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    /// Create a directory.
    #[expose]
    fn create(&self, path: PathBuf) -> io::Result<()> {
        fs::create_dir(path)
    }

    /// Remove an empty directory.
    #[expose]
    fn remove(&self, path: PathBuf) -> io::Result<()> {
        fs::remove_dir(path)
    }
}
