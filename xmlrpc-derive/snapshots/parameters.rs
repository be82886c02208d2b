#[rpc_service(prefix = "dir", rename_all = "camelCase")]
impl Directory {
    /// Look for names.
    #[expose(alias = "find", alias = "search", returns = "The names that fit.")]
    #[deprecated(note = "use `dir.query`", since = "1.2")]
    fn find_names(
        &self,
        pattern: &str,
        #[param(default = Path::new("/tmp"))] path: &Path,
        #[param(default, name = "howMany")] limit: usize,
    ) -> Vec<String> {
        self.matching(pattern, path, limit)
    }

    #[expose(absolute = "sum", inline, hidden, help = "Add numbers.")]
    fn sum_of(#[param(context)] call: &Call, first: i64, #[param(rest)] more: Vec<i64>) -> i64 {
        call.count(more.len());
        first + more.iter().sum::<i64>()
    }
}
