//! A tree of instances: where an instance is mounted is the prefix of its methods.

use std::{env, fs, io, path::PathBuf};

use xmlrpc_server::{Server, rpc_service};

/// The directories below one directory.
struct Directory {
    root: PathBuf,
}

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, path: PathBuf) -> io::Result<Vec<String>> {
        fs::read_dir(self.root.join(path))?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }
}

fn main() -> xmlrpc_server::Result {
    let server = Server::new()
        .mount_at("dir", Directory { root: "/".into() })
        .mount_at("site.logs", Directory { root: "/var/log".into() })
        .access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
