/// What can go wrong in a store.
#[derive(IntoFault)]
#[fault(code = 500)]
enum StoreError {
    /// There is no entry of that name.
    #[fault(code = NOT_FOUND)]
    Missing(String),
    #[fault(code = 507, message = "no room left")]
    Full { disk: PathBuf },
    #[fault(transparent)]
    Inner(Fault),
    Odd,
}
