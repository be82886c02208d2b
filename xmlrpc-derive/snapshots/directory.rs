/// Work with the directories of this machine.
#[rpc_service(prefix = "dir")]
impl Directory {
    /// List the names of the entries in a directory.
    ///
    /// The order is the operating system's.
    #[expose]
    fn list(&self, /** The directory to read. */ path: PathBuf) -> io::Result<Vec<String>> {
        self.read(path)
    }

    #[expose(name = "create")]
    async fn make(&self, context: &CallContext, path: &Path, mode: Option<u32>) -> Result<(), Fault> {
        self.create(context.peer(), path, mode).await
    }

    #[expose(inline)]
    const fn limit() -> i32 {
        64
    }

    fn helper(&self) {}
}
