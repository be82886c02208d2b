//! One definition for both ends: a trait that the service implements and whose client calls it.
//!
//! `cargo run --example shared_definition` serves; `cargo run --example shared_definition -- call URL PATH` calls.

mod api;
mod server;

use std::path::Path;

use api::{Directory, DirectoryClient, DirectoryError};
use xmlrpc_client::Client;
use xmlrpc_server::Server;

/// Works with the service itself, and with its client.
async fn show(directory: &impl Directory, path: &Path) -> Result<(), DirectoryError> {
    if directory.exists(path).await? {
        println!("{:?}", directory.list(path, Some(5)).await?);
    } else {
        println!("nothing is at {}", path.display());
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match &arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["call", url, path] => {
            let client = Client::new(url)?;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(show(&DirectoryClient::new(&client), Path::new(path)))?;
        }
        ["call", ..] => return Err("usage: shared_definition [ADDRESS | call URL PATH]".into()),
        rest => {
            let address = rest.first().copied().unwrap_or("localhost:9000");
            Server::new().mount(server::Files).access_log(true).serve_forever(address)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use xmlrpc_server::Dispatcher;

    /// Each method, in process: the names of both ends agree.
    #[tokio::test]
    async fn both_ends_agree() -> Result<(), DirectoryError> {
        let dispatcher = Dispatcher::new().mount(server::Files);
        let directory = DirectoryClient::new(&dispatcher);
        assert!(directory.exists(Path::new("/")).await?);
        assert_eq!(directory.list(Path::new("/"), Some(1)).await?.len(), 1);
        match directory.list(Path::new("/not/there"), None).await {
            Err(DirectoryError::Missing(text)) => assert_eq!(text, "no such directory: /not/there"),
            other => panic!("{other:?}"),
        }
        show(&directory, Path::new("/not/there")).await
    }
}
