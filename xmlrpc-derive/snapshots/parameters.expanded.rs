impl Directory {
    /// Look for names.
    #[deprecated(note = "use `dir.query`", since = "1.2")]
    fn find_names(&self, pattern: &str, path: &Path, limit: usize) -> Vec<String> {
        self.matching(pattern, path, limit)
    }
    fn sum_of(call: &Call, first: i64, more: Vec<i64>) -> i64 {
        call.count(more.len());
        first + more.iter().sum::<i64>()
    }
}
const _: () = {
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __rt::Service for Directory {
        fn info(&self) -> &'static __rt::ServiceInfo {
            <Self as __Table>::table()
        }
        fn call<'call>(
            &'call self,
            index: ::core::primitive::usize,
            arguments: &mut __rt::Arguments<'call>,
            context: &'call __rt::CallContext,
            response: &'call mut __rt::Response,
        ) -> __rt::Result<__rt::Reply<'call>, __rt::Fault> {
            match index {
                0 => {
                    let parameter1 = __rt::parameter::<
                        <str as __rt::ByReference<'call>>::Storage,
                    >(arguments)?;
                    let parameter2 = __rt::parameter_if_any::<
                        <Path as __rt::ByReference<'call>>::Storage,
                    >(arguments)?;
                    let parameter3 = __rt::parameter_if_any::<usize>(arguments)?;
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::find_names(
                            self,
                            __rt::Borrow::borrow(&parameter1),
                            match &parameter2 {
                                __rt::Option::Some(given) => __rt::Borrow::borrow(given),
                                __rt::Option::None => Path::new("/tmp"),
                            },
                            match parameter3 {
                                __rt::Option::Some(given) => given,
                                __rt::Option::None => ::core::default::Default::default(),
                            },
                        );
                        (&&&&__rt::Returned::of(&result))
                            .tier()
                            .respond(result, response)
                    })
                }
                1 => {
                    let parameter1 = __rt::parameter::<i64>(arguments)?;
                    let parameter2 = __rt::rest::<Vec<i64>>(arguments)?;
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::sum_of(context, parameter1, parameter2);
                        response.write(&result)
                    })
                }
                _ => __rt::no_such_row(),
            }
        }
    }
    trait __Table {
        fn table() -> &'static __rt::ServiceInfo;
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl __Table for Directory {
        fn table() -> &'static __rt::ServiceInfo {
            const {
                &__rt::ServiceInfo::new(
                    "Directory",
                    "dir",
                    const {
                        &[
                            __rt::MethodInfo::new("findNames", __rt::Execution::Blocking)
                                .aliases(&["find", "search"])
                                .help("Look for names.")
                                .returns("The names that fit.")
                                .deprecated("since 1.2: use `dir.query`")
                                .parameters(const {
                                    &[
                                        __rt::ParameterInfo::new("pattern"),
                                        __rt::ParameterInfo::new("path").optional(),
                                        __rt::ParameterInfo::new("howMany").optional(),
                                    ]
                                })
                                .signature(|| __rt::signature(
                                    &[
                                        (&&&&&__rt::SchemaOf::<Vec<String>>::new()).shape(),
                                        (&&&&&__rt::SchemaOf::<
                                            <str as __rt::ByReference<'static>>::Storage,
                                        >::new())
                                            .shape(),
                                        (&&&&&__rt::SchemaOf::<
                                            <Path as __rt::ByReference<'static>>::Storage,
                                        >::new())
                                            .shape()
                                            .optional(),
                                        (&&&__rt::SchemaOf::<usize>::new()).shape().optional(),
                                    ],
                                ))
                                .faults(|| (&&__rt::Faults::<Vec<String>>::new()).faults())
                                .source_location(::core::file!(), ::core::line!()),
                            __rt::MethodInfo::new("sum", __rt::Execution::Inline)
                                .absolute()
                                .hidden()
                                .help("Add numbers.")
                                .parameters(const {
                                    &[
                                        __rt::ParameterInfo::new("first"),
                                        __rt::ParameterInfo::new("more").rest(),
                                    ]
                                })
                                .signature(|| __rt::signature(
                                    &[
                                        (&&&__rt::SchemaOf::<i64>::new()).shape(),
                                        (&&&__rt::SchemaOf::<i64>::new()).shape(),
                                        (&&&__rt::SchemaOf::<i64>::new()).shape().optional(),
                                    ],
                                ))
                                .wants_context()
                                .source_location(::core::file!(), ::core::line!()),
                        ]
                    },
                )
            }
        }
    }
    __rt::inventory::submit! {
        __rt::CataloguedTable(< Directory as __Table > ::table)
    }
};
