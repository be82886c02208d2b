#[rpc_service(prefix = "site", parts(admin))]
impl<S: Store> Site<S> {
    #[expose]
    fn size(&self) -> usize {
        self.0.size()
    }
}

#[rpc_service(part = admin)]
impl<S: Store> Site<S> {
    #[expose]
    async fn clear(&self) {
        self.0.clear().await;
    }
}
