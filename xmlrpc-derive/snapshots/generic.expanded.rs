#[allow(
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
    clippy::unused_self
)]
impl<S: Store> Api<S>
where
    S::Key: DeserializeOwned,
{
    fn get(&self, key: S::Key) -> Result<Option<S::Value>, S::Error> {
        self.0.get(key)
    }
    #[cfg(unix)]
    fn user(&self) -> u32 {
        self.0.user()
    }
    fn find<'a>(&'a self, data: &[u8], prefix: Option<&'a str>) -> Cow<'a, str> {
        self.0.find(data, prefix)
    }
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    const __ROW_0: ::core::primitive::usize = 0;
    const __ROW_1: ::core::primitive::usize = __ROW_0
        + ::core::cfg!(all()) as ::core::primitive::usize;
    const __ROW_2: ::core::primitive::usize = __ROW_1
        + ::core::cfg!(all(unix)) as ::core::primitive::usize;
    const __ROW_3: ::core::primitive::usize = __ROW_2
        + ::core::cfg!(all()) as ::core::primitive::usize;
    #[automatically_derived]
    #[allow(deprecated)]
    impl<S: Store> __xmlrpc::Service for Api<S>
    where
        S::Key: DeserializeOwned,
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn info(&self) -> &'static __xmlrpc::ServiceInfo {
            const {
                &__xmlrpc::ServiceInfo::new(
                    "Api",
                    "",
                    const {
                        &[
                            __xmlrpc::MethodInfo::new(
                                    "get",
                                    __xmlrpc::Execution::Blocking,
                                )
                                .parameters(const {
                                    &[__xmlrpc::ParameterInfo::new("key")]
                                })
                                .signature(|| __xmlrpc::signature(
                                    &[
                                        (&&&&&__xmlrpc::SchemaOf::<
                                            Result<Option<S::Value>, S::Error>,
                                        >::new())
                                            .shape(),
                                        (&&&&&__xmlrpc::SchemaOf::<S::Key>::new()).shape(),
                                    ],
                                ))
                                .faults(|| {
                                    (&&__xmlrpc::Faults::<
                                        Result<Option<S::Value>, S::Error>,
                                    >::new())
                                        .faults()
                                })
                                .source_location(::core::file!(), ::core::line!()),
                            #[cfg(unix)]
                            __xmlrpc::MethodInfo::new(
                                    "user",
                                    __xmlrpc::Execution::Blocking,
                                )
                                .signature(|| __xmlrpc::signature(
                                    &[(&&&__xmlrpc::SchemaOf::<u32>::new()).shape()],
                                ))
                                .source_location(::core::file!(), ::core::line!()),
                            __xmlrpc::MethodInfo::new(
                                    "find",
                                    __xmlrpc::Execution::Blocking,
                                )
                                .parameters(const {
                                    &[
                                        __xmlrpc::ParameterInfo::new("data"),
                                        __xmlrpc::ParameterInfo::new("prefix").optional(),
                                    ]
                                })
                                .signature(|| __xmlrpc::signature(
                                    &[
                                        (&&&&&__xmlrpc::SchemaOf::<Cow<'static, str>>::new())
                                            .shape(),
                                        (&&&&&__xmlrpc::SchemaOf::<__xmlrpc::Base64>::new())
                                            .shape(),
                                        (&&&&&__xmlrpc::SchemaOf::<
                                            Option<<str as __xmlrpc::ByReference<'static>>::Storage>,
                                        >::new())
                                            .shape(),
                                    ],
                                ))
                                .faults(|| {
                                    (&&__xmlrpc::Faults::<Cow<'static, str>>::new()).faults()
                                })
                                .source_location(::core::file!(), ::core::line!()),
                        ]
                    },
                )
            }
        }
        fn call<'__call>(
            &'__call self,
            __index: ::core::primitive::usize,
            __arguments: &mut __xmlrpc::Arguments<'__call>,
            __context: &'__call __xmlrpc::CallContext,
            __response: &'__call mut __xmlrpc::Response,
        ) -> __xmlrpc::Result<__xmlrpc::Reply<'__call>, __xmlrpc::Fault> {
            match __index {
                __ROW_0 => {
                    let __parameter1 = (&&__xmlrpc::Format::<S::Key>::new())
                        .tier()
                        .read(__arguments)?;
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::get(self, __parameter1);
                        (&&&&__xmlrpc::Returned::of(&__result))
                            .tier()
                            .value(__result)
                            .and_then(|__value| {
                                (&&__xmlrpc::Format::of(&__value))
                                    .tier()
                                    .write(&__value, __response)
                            })
                    })
                }
                #[cfg(unix)]
                __ROW_1 => {
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::user(self);
                        __response.write(&__result)
                    })
                }
                __ROW_2 => {
                    let __parameter1 = __xmlrpc::parameter::<
                        __xmlrpc::Base64,
                    >(__arguments)?;
                    let __parameter2 = __xmlrpc::parameter::<
                        Option<<str as __xmlrpc::ByReference<'__call>>::Storage>,
                    >(__arguments)?;
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::find(
                            self,
                            __xmlrpc::Borrow::borrow(&__parameter1),
                            __parameter2
                                .as_ref()
                                .map(|__storage| __xmlrpc::Borrow::borrow(__storage)),
                        );
                        (&&&&__xmlrpc::Returned::of(&__result))
                            .tier()
                            .value(__result)
                            .and_then(|__value| {
                                (&&__xmlrpc::Format::of(&__value))
                                    .tier()
                                    .write(&__value, __response)
                            })
                    })
                }
                _ => __xmlrpc::no_such_row(),
            }
        }
    }
};
