#[rpc_service]
impl<S: Store> Api<S>
where
    S::Key: DeserializeOwned,
{
    #[expose]
    fn get(&self, key: S::Key) -> Result<Option<S::Value>, S::Error> {
        self.0.get(key)
    }

    #[cfg(unix)]
    #[expose]
    fn user(&self) -> u32 {
        self.0.user()
    }

    #[expose]
    fn find<'a>(&'a self, data: &[u8], prefix: Option<&'a str>) -> Cow<'a, str> {
        self.0.find(data, prefix)
    }
}
