/// Work with directories.
#[rpc_client(prefix = "dir", rename_all = "camelCase", blocking_client = BlockingDirectory)]
pub trait Directory {
    /// List the names.
    async fn list_names(&self, path: &Path, limit: Option<u32>, #[param(rest)] more: &[&str]) -> Result<Vec<String>>;

    #[expose(absolute = "system.time")]
    async fn time(&self, zone: Zone) -> Result<SystemTime>;
}
