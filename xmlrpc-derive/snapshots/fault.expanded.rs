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
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    const __CODE_0: __xmlrpc::i32 = NOT_FOUND;
    const __CODE_1: __xmlrpc::i32 = 507;
    const __CODE_3: __xmlrpc::i32 = 500;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::IntoFault for StoreError {
        fn into_fault(self) -> __xmlrpc::Fault {
            let __own = |__code| __xmlrpc::fault_of(__code, &self);
            match self {
                Self::Missing { .. } => (&&&__xmlrpc::Detail(&self)).add(__own(__CODE_0)),
                Self::Full { .. } => {
                    (&&&__xmlrpc::Detail(&self))
                        .add(__xmlrpc::Fault::new(__CODE_1, "no room left"))
                }
                Self::Inner { 0: __inner } => __xmlrpc::inner_fault::<Fault>(__inner),
                Self::Odd { .. } => (&&&__xmlrpc::Detail(&self)).add(__own(__CODE_3)),
            }
        }
        fn declared_faults() -> __xmlrpc::Vec<__xmlrpc::FaultInfo> {
            let mut __faults = __xmlrpc::Vec::new();
            __faults
                .push(
                    __xmlrpc::FaultInfo::new(__CODE_0, "Missing")
                        .help("There is no entry of that name."),
                );
            __faults
                .push(__xmlrpc::FaultInfo::new(__CODE_1, "Full").help("no room left"));
            __faults
                .append(
                    &mut (&&__xmlrpc::Faults::<__xmlrpc::Result<(), Fault>>::new())
                        .faults(),
                );
            __faults.push(__xmlrpc::FaultInfo::new(__CODE_3, "Odd"));
            __faults
        }
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::FromFault for StoreError {
        fn from_fault(__fault: &__xmlrpc::Fault) -> __xmlrpc::Option<Self> {
            __xmlrpc::case_of::<
                Self,
            >(
                __fault,
                &[
                    __xmlrpc::FaultCase::own(
                        __CODE_0,
                        |__fault| {
                            let _ = __fault;
                            __xmlrpc::Option::Some(Self::Missing {
                                0: (&&&__xmlrpc::FieldOf::<String>::new()).value(__fault)?,
                            })
                        },
                    ),
                    __xmlrpc::FaultCase::own(
                        __CODE_1,
                        |__fault| {
                            let _ = __fault;
                            __xmlrpc::Option::Some(Self::Full {
                                disk: (&&__xmlrpc::FieldOf::<PathBuf>::new())
                                    .value(__fault)?,
                            })
                        },
                    ),
                    __xmlrpc::FaultCase::inner(|__fault| {
                        let _ = __fault;
                        __xmlrpc::Option::Some(Self::Inner {
                            0: (&&__xmlrpc::InnerOf::<Fault>::new()).error(__fault)?,
                        })
                    }),
                    __xmlrpc::FaultCase::own(
                        __CODE_3,
                        |__fault| {
                            let _ = __fault;
                            __xmlrpc::Option::Some(Self::Odd {})
                        },
                    ),
                ],
            )
        }
    }
};
