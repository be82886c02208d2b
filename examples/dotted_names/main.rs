//! Functions whose names share a prefix, which leaves room for other services on the server.

use std::{env, fs, io, path::PathBuf};

use xmlrpc_server::Server;

fn list(path: PathBuf) -> io::Result<Vec<String>> {
    fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
}

fn main() -> xmlrpc_server::Result {
    let server = Server::new()
        .function("dir.list", list)
        // A result of `()` is sent as nil, which Python shows as None.
        .function("dir.create", |path: PathBuf| fs::create_dir(path))
        .function("dir.remove", |path: PathBuf| fs::remove_dir(path))
        .access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
