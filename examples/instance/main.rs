//! The methods of an instance, under their bare names.

use std::{env, fs, io, path::PathBuf};

use xmlrpc_server::{Server, rpc_service};

struct Directory;

#[rpc_service]
impl Directory {
    #[expose]
    fn list(&self, path: PathBuf) -> io::Result<Vec<String>> {
        fs::read_dir(path)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect()
    }
}

fn main() -> xmlrpc_server::Result {
    let server = Server::new().mount(Directory).access_log(true);

    let address = env::args().nth(1).unwrap_or("localhost:9000".into());
    server.serve_forever(address)
}
