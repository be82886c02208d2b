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
        fn call<'call>(
            &'call self,
            index: ::core::primitive::usize,
            arguments: &mut __xmlrpc::Arguments<'call>,
            context: &'call __xmlrpc::CallContext,
            response: &'call mut __xmlrpc::Response,
        ) -> __xmlrpc::Result<__xmlrpc::Reply<'call>, __xmlrpc::Fault> {
            match index {
                __ROW_0 => {
                    let parameter1 = (&&__xmlrpc::Format::<S::Key>::new())
                        .tier()
                        .read(arguments)?;
                    arguments.finish()?;
                    __xmlrpc::written({
                        let result = Self::get(self, parameter1);
                        (&&&&__xmlrpc::Returned::of(&result))
                            .tier()
                            .value(result)
                            .and_then(|value| {
                                (&&__xmlrpc::Format::of(&value))
                                    .tier()
                                    .write(&value, response)
                            })
                    })
                }
                #[cfg(unix)]
                __ROW_1 => {
                    arguments.finish()?;
                    __xmlrpc::written({
                        let result = Self::user(self);
                        response.write(&result)
                    })
                }
                __ROW_2 => {
                    let parameter1 = __xmlrpc::parameter::<__xmlrpc::Base64>(arguments)?;
                    let parameter2 = __xmlrpc::parameter::<
                        Option<<str as __xmlrpc::ByReference<'call>>::Storage>,
                    >(arguments)?;
                    arguments.finish()?;
                    __xmlrpc::written({
                        let result = Self::find(
                            self,
                            __xmlrpc::Borrow::borrow(&parameter1),
                            parameter2
                                .as_ref()
                                .map(|storage| __xmlrpc::Borrow::borrow(storage)),
                        );
                        (&&&&__xmlrpc::Returned::of(&result))
                            .tier()
                            .value(result)
                            .and_then(|value| {
                                (&&__xmlrpc::Format::of(&value))
                                    .tier()
                                    .write(&value, response)
                            })
                    })
                }
                _ => __xmlrpc::no_such_row(),
            }
        }
    }
};
