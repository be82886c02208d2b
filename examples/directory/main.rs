//! A service from an annotated struct: `dir.list`, `dir.create`, `dir.remove`.

use std::{env, fs, io, path::PathBuf};

use xmlrpc_server::{Server, rpc_service};

struct Directory;

/// Work with the directories of this machine.
///
/// Every client that reaches this server can use them: keep it on localhost.
#[rpc_service(prefix = "dir")]
impl Directory {
    /// List the names of the entries in a directory.
    ///
    /// The order is the operating system's.
    #[expose]
    fn list(
        &self,
        /** The directory to read. */
        path: PathBuf,
    ) -> io::Result<Vec<String>> {
        fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }

    /// Create a directory.
    #[expose]
    fn create(
        &self,
        /** The directory to create. */
        path: PathBuf,
    ) -> io::Result<()> {
        fs::create_dir(path)
    }

    /// Remove an empty directory.
    #[expose]
    fn remove(
        &self,
        /** The directory to remove. */
        path: PathBuf,
    ) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

fn main() -> xmlrpc_server::Result {
    let server = Server::new().mount(Directory).access_log(true);

    // Another address can be given as the first argument; every example does this.
    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
