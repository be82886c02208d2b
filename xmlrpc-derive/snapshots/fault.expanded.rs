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
            let own = |code| __xmlrpc::fault_of(code, &self);
            match self {
                Self::Missing { .. } => (&&&__xmlrpc::Detail(&self)).add(own(__CODE_0)),
                Self::Full { .. } => {
                    (&&&__xmlrpc::Detail(&self))
                        .add(__xmlrpc::Fault::new(__CODE_1, "no room left"))
                }
                Self::Inner { 0: inner } => __xmlrpc::inner_fault::<Fault>(inner),
                Self::Odd { .. } => (&&&__xmlrpc::Detail(&self)).add(own(__CODE_3)),
            }
        }
        fn declared_faults() -> __xmlrpc::Vec<__xmlrpc::FaultInfo> {
            let mut faults = __xmlrpc::Vec::new();
            faults
                .push(
                    __xmlrpc::FaultInfo::new(__CODE_0, "Missing")
                        .help("There is no entry of that name."),
                );
            faults.push(__xmlrpc::FaultInfo::new(__CODE_1, "Full").help("no room left"));
            faults
                .append(
                    &mut (&&__xmlrpc::Faults::<__xmlrpc::Result<(), Fault>>::new())
                        .faults(),
                );
            faults.push(__xmlrpc::FaultInfo::new(__CODE_3, "Odd"));
            faults
        }
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::FromFault for StoreError {
        fn from_fault(fault: &__xmlrpc::Fault) -> __xmlrpc::Option<Self> {
            __xmlrpc::case_of::<
                Self,
            >(
                fault,
                &[
                    __xmlrpc::FaultCase::own(
                        __CODE_0,
                        |fault| {
                            let _ = fault;
                            __xmlrpc::Option::Some(Self::Missing {
                                0: (&&&__xmlrpc::FieldOf::<String>::new()).value(fault)?,
                            })
                        },
                    ),
                    __xmlrpc::FaultCase::own(
                        __CODE_1,
                        |fault| {
                            let _ = fault;
                            __xmlrpc::Option::Some(Self::Full {
                                disk: (&&__xmlrpc::FieldOf::<PathBuf>::new()).value(fault)?,
                            })
                        },
                    ),
                    __xmlrpc::FaultCase::inner(|fault| {
                        let _ = fault;
                        __xmlrpc::Option::Some(Self::Inner {
                            0: (&&__xmlrpc::InnerOf::<Fault>::new()).error(fault)?,
                        })
                    }),
                    __xmlrpc::FaultCase::own(
                        __CODE_3,
                        |fault| {
                            let _ = fault;
                            __xmlrpc::Option::Some(Self::Odd {})
                        },
                    ),
                ],
            )
        }
    }
};
