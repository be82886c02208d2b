#[derive(RpcParams)]
#[params(check, rename_all = "camelCase")]
struct Session {
    /// What `login` returned.
    session_id: String,
    #[param(default = 5)]
    level: i32,
}

#[rpc_service]
impl Shop {
    #[expose(inline)]
    fn count(&self, #[param(flatten)] session: &Session, model: &str) -> usize {
        self.count_in(session, model)
    }

    #[expose]
    fn run(&self, name: &str, #[param(default)] times: u8, #[param(keywords)] named: BTreeMap<String, Value>) {
        self.run_named(name, times, named)
    }
}
