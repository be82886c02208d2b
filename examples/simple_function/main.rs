//! The smallest server: one function under one name.

use std::{env, fs, io, path::PathBuf};

use xmlrpc_server::Server;

// Clients can list every directory that this process can read: keep it on localhost.
fn list_contents(path: PathBuf) -> io::Result<Vec<String>> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

fn main() -> xmlrpc_server::Result {
    let server = Server::new().function("list_contents", list_contents).access_log(true);

    // Another address can be given as the first argument; every example does this.
    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
