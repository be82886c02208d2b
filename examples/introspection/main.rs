//! Introspection: the doc comment is the help text, the Rust types are the signature.

use std::{env, fs, io, path::PathBuf};

use xmlrpc_server::{Server, rpc_service};

struct Directory;

#[rpc_service]
impl Directory {
    /// list(dir_name) => [<filenames>]
    ///
    /// Returns a list containing the contents of
    /// the named directory.
    #[expose]
    fn list(&self, dir_name: PathBuf) -> io::Result<Vec<String>> {
        fs::read_dir(dir_name)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }
}

fn main() -> xmlrpc_server::Result {
    // The `system` methods are published unless `introspection(false)` switches them off.
    let server = Server::new().mount(Directory).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
