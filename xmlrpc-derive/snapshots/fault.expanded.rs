/// What can go wrong in a store.
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
const _: () = {
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    const __CODE_0: __rt::i32 = NOT_FOUND;
    const __CODE_1: __rt::i32 = 507;
    const __CODE_3: __rt::i32 = 500;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __rt::IntoFault for StoreError {
        fn into_fault(self) -> __rt::Fault {
            let own = |code| __rt::fault_of(code, &self);
            match self {
                Self::Missing { .. } => (&&&__rt::Detail(&self)).add(own(__CODE_0)),
                Self::Full { .. } => {
                    (&&&__rt::Detail(&self))
                        .add(__rt::Fault::new(__CODE_1, "no room left"))
                }
                Self::Inner { 0: inner } => __rt::inner_fault::<Fault>(inner),
                Self::Odd { .. } => (&&&__rt::Detail(&self)).add(own(__CODE_3)),
            }
        }
        fn declared_faults() -> __rt::Vec<__rt::FaultInfo> {
            let mut faults = __rt::Vec::new();
            faults
                .push(
                    __rt::FaultInfo::new(__CODE_0, "Missing")
                        .help("There is no entry of that name."),
                );
            faults.push(__rt::FaultInfo::new(__CODE_1, "Full").help("no room left"));
            faults
                .append(
                    &mut (&&__rt::Faults::<__rt::Result<(), Fault>>::new()).faults(),
                );
            faults.push(__rt::FaultInfo::new(__CODE_3, "Odd"));
            faults
        }
    }
};
