//! One definition for both ends: the service implements the trait, and the client calls it.

/// Stands for a crate of its own, which depends on the client without features.
mod api {
    use std::path::{Path, PathBuf};

    use xmlrpc_client::{Error, IntoFault, rpc_client};

    /// What can go wrong.
    #[derive(Debug, IntoFault)]
    pub(super) enum DirectoryError {
        /// There is no such directory.
        #[fault(code = 404, message = "no such directory")]
        Missing,
        /// The call itself failed.
        #[fault(other)]
        Call(Error),
    }

    /// Work with directories.
    #[rpc_client(prefix = "dir", rename_all = "camelCase")]
    pub(super) trait Directory {
        /// List the names of the entries in a directory.
        async fn list_names(&self, path: &Path, limit: Option<usize>) -> Result<Vec<PathBuf>, DirectoryError>;
        /// Create a directory.
        #[expose(name = "create")]
        async fn make(&self, path: &Path) -> Result<(), DirectoryError>;
    }
}

use std::path::{Path, PathBuf};

use api::{Directory, DirectoryClient, DirectoryError};
use xmlrpc_client::Fault;
use xmlrpc_service::{Dispatcher, rpc_service};

struct Files;

#[rpc_service(prefix = "dir", rename_all = "camelCase")]
impl Directory for Files {
    #[expose]
    async fn list_names(&self, path: &Path, limit: Option<usize>) -> Result<Vec<PathBuf>, DirectoryError> {
        if path == Path::new("/none") {
            return Err(DirectoryError::Missing);
        }
        Ok(vec!["a".into(); limit.unwrap_or(2)])
    }

    #[expose(name = "create")]
    async fn make(&self, _: &Path) -> Result<(), DirectoryError> {
        Ok(())
    }
}

/// Written once, for both ends.
async fn first(directory: &impl Directory) -> Result<Option<PathBuf>, DirectoryError> {
    Ok(directory.list_names(Path::new("/tmp"), Some(1)).await?.pop())
}

#[tokio::test]
async fn both_ends_have_one_definition() {
    let dispatcher = Dispatcher::new().mount(Files);
    let client = DirectoryClient::new(&dispatcher);
    assert_eq!(first(&client).await.unwrap(), first(&Files).await.unwrap());
    assert_eq!(client.list_names(Path::new("/"), None).await.unwrap().len(), 2);
    client.make(Path::new("/a")).await.unwrap();
    assert!(matches!(client.list_names(Path::new("/none"), None).await, Err(DirectoryError::Missing)));
    let nowhere = Dispatcher::new();
    match DirectoryClient::new(&nowhere).make(Path::new("/a")).await {
        Err(DirectoryError::Call(error)) => assert_eq!(error.fault().map(Fault::code), Some(-32601)),
        other => panic!("{other:?}"),
    }
}
