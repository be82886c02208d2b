#[rpc_service(prefix = "dir")]
impl Directory {
    #[expose(nmae = "list")]
    fn entries(&self) -> Vec<String> {
        Vec::new()
    }

    #[expose]
    fn remove(&mut self) {}
}
