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
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    const __ROW_0: ::core::primitive::usize = 0;
    const __ROW_1: ::core::primitive::usize = __ROW_0
        + ::core::cfg!(all()) as ::core::primitive::usize;
    const __ROW_2: ::core::primitive::usize = __ROW_1
        + ::core::cfg!(all(unix)) as ::core::primitive::usize;
    const __ROW_3: ::core::primitive::usize = __ROW_2
        + ::core::cfg!(all()) as ::core::primitive::usize;
    #[automatically_derived]
    #[allow(deprecated)]
    impl<S: Store> __rt::Service for Api<S>
    where
        S::Key: DeserializeOwned,
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn info(&self) -> &'static __rt::ServiceInfo {
            const {
                &__rt::ServiceInfo::new(
                    "Api",
                    "",
                    const {
                        &[
                            __rt::MethodInfo::new("get", __rt::Execution::Blocking)
                                .parameters(const { &[__rt::ParameterInfo::new("key")] })
                                .signature(|| __rt::signature(
                                    &[
                                        (&&&&&__rt::SchemaOf::<
                                            Result<Option<S::Value>, S::Error>,
                                        >::new())
                                            .shape(),
                                        (&&&&&__rt::SchemaOf::<S::Key>::new()).shape(),
                                    ],
                                ))
                                .faults(|| {
                                    (&&__rt::Faults::<
                                        Result<Option<S::Value>, S::Error>,
                                    >::new())
                                        .faults()
                                })
                                .source_location(::core::file!(), ::core::line!()),
                            #[cfg(unix)]
                            __rt::MethodInfo::new("user", __rt::Execution::Blocking)
                                .signature(|| __rt::signature(
                                    &[(&&&__rt::SchemaOf::<u32>::new()).shape()],
                                ))
                                .source_location(::core::file!(), ::core::line!()),
                            __rt::MethodInfo::new("find", __rt::Execution::Blocking)
                                .parameters(const {
                                    &[
                                        __rt::ParameterInfo::new("data"),
                                        __rt::ParameterInfo::new("prefix").optional(),
                                    ]
                                })
                                .signature(|| __rt::signature(
                                    &[
                                        (&&&&&__rt::SchemaOf::<Cow<'static, str>>::new()).shape(),
                                        (&&&&&__rt::SchemaOf::<__rt::Base64>::new()).shape(),
                                        (&&&&&__rt::SchemaOf::<
                                            Option<<str as __rt::ByReference<'static>>::Storage>,
                                        >::new())
                                            .shape(),
                                    ],
                                ))
                                .faults(|| {
                                    (&&__rt::Faults::<Cow<'static, str>>::new()).faults()
                                })
                                .source_location(::core::file!(), ::core::line!()),
                        ]
                    },
                )
            }
        }
        fn call<'call>(
            &'call self,
            index: ::core::primitive::usize,
            arguments: &mut __rt::Arguments<'call>,
            context: &'call __rt::CallContext,
            response: &'call mut __rt::Response,
        ) -> __rt::Result<__rt::Reply<'call>, __rt::Fault> {
            match index {
                __ROW_0 => {
                    let parameter1 = (&&__rt::Format::<S::Key>::new())
                        .tier()
                        .read(arguments)?;
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::get(self, parameter1);
                        (&&&&__rt::Returned::of(&result))
                            .tier()
                            .value(result)
                            .and_then(|value| {
                                (&&__rt::Format::of(&value)).tier().write(&value, response)
                            })
                    })
                }
                #[cfg(unix)]
                __ROW_1 => {
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::user(self);
                        response.write(&result)
                    })
                }
                __ROW_2 => {
                    let parameter1 = __rt::parameter::<__rt::Base64>(arguments)?;
                    let parameter2 = __rt::parameter::<
                        Option<<str as __rt::ByReference<'call>>::Storage>,
                    >(arguments)?;
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::find(
                            self,
                            __rt::Borrow::borrow(&parameter1),
                            parameter2
                                .as_ref()
                                .map(|storage| __rt::Borrow::borrow(storage)),
                        );
                        (&&&&__rt::Returned::of(&result))
                            .tier()
                            .value(result)
                            .and_then(|value| {
                                (&&__rt::Format::of(&value)).tier().write(&value, response)
                            })
                    })
                }
                _ => __rt::no_such_row(),
            }
        }
    }
};
