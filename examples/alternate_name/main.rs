//! A function whose name for clients differs from its name in Rust.

use std::{env, fs, io, path::PathBuf};

use xmlrpc_server::Server;

fn list_contents(path: PathBuf) -> io::Result<Vec<String>> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

fn main() -> xmlrpc_server::Result {
    // The name is a string: it can also come from a configuration file.
    let server = Server::new().function("dir", list_contents).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
