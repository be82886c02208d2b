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
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[allow(deprecated)]
    fn __shared_0() -> __xmlrpc::TypeShape {
        (&&&&&__xmlrpc::SchemaOf::<Vec<String>>::new()).shape()
    }
    #[allow(deprecated)]
    fn __shared_1() -> __xmlrpc::TypeShape {
        (&&&&&__xmlrpc::SchemaOf::<
            <str as __xmlrpc::ByReference<'static>>::Storage,
        >::new())
            .shape()
    }
    #[allow(deprecated)]
    fn __shared_2() -> __xmlrpc::TypeShape {
        (&&&&&__xmlrpc::SchemaOf::<
            <Path as __xmlrpc::ByReference<'static>>::Storage,
        >::new())
            .shape()
            .optional()
    }
    #[allow(deprecated)]
    fn __shared_3() -> __xmlrpc::TypeShape {
        (&&&__xmlrpc::SchemaOf::<usize>::new()).shape().optional()
    }
    #[allow(deprecated)]
    fn __shared_4() -> __xmlrpc::Vec<__xmlrpc::FaultInfo> {
        (&&__xmlrpc::Faults::<Vec<String>>::new()).faults()
    }
    #[allow(deprecated)]
    fn __shared_5() -> __xmlrpc::TypeShape {
        (&&&__xmlrpc::SchemaOf::<i64>::new()).shape()
    }
    #[allow(deprecated)]
    fn __shared_6() -> __xmlrpc::TypeShape {
        (&&&__xmlrpc::SchemaOf::<i64>::new()).shape().optional()
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::Service for Directory {
        fn info(&self) -> &'static __xmlrpc::ServiceInfo {
            <Self as __Table>::table()
        }
        fn call<'call>(
            &'call self,
            index: ::core::primitive::usize,
            arguments: &mut __xmlrpc::Arguments<'call>,
            context: &'call __xmlrpc::CallContext,
            response: &'call mut __xmlrpc::Response,
        ) -> __xmlrpc::Result<__xmlrpc::Reply<'call>, __xmlrpc::Fault> {
            match index {
                0 => {
                    let parameter1 = __xmlrpc::parameter::<
                        <str as __xmlrpc::ByReference<'call>>::Storage,
                    >(arguments)?;
                    let parameter2 = __xmlrpc::parameter_if_any::<
                        <Path as __xmlrpc::ByReference<'call>>::Storage,
                    >(arguments)?;
                    let parameter3 = __xmlrpc::parameter_if_any::<usize>(arguments)?;
                    arguments.finish()?;
                    __xmlrpc::written({
                        let result = Self::find_names(
                            self,
                            __xmlrpc::Borrow::borrow(&parameter1),
                            match &parameter2 {
                                __xmlrpc::Option::Some(given) => {
                                    __xmlrpc::Borrow::borrow(given)
                                }
                                __xmlrpc::Option::None => Path::new("/tmp"),
                            },
                            match parameter3 {
                                __xmlrpc::Option::Some(given) => given,
                                __xmlrpc::Option::None => {
                                    ::core::default::Default::default()
                                }
                            },
                        );
                        (&&&&__xmlrpc::Returned::of(&result))
                            .tier()
                            .respond(result, response)
                    })
                }
                1 => {
                    let parameter1 = __xmlrpc::parameter::<i64>(arguments)?;
                    let parameter2 = __xmlrpc::rest::<Vec<i64>>(arguments)?;
                    arguments.finish()?;
                    __xmlrpc::written({
                        let result = Self::sum_of(context, parameter1, parameter2);
                        response.write(&result)
                    })
                }
                _ => __xmlrpc::no_such_row(),
            }
        }
    }
    trait __Table {
        fn table() -> &'static __xmlrpc::ServiceInfo;
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl __Table for Directory {
        fn table() -> &'static __xmlrpc::ServiceInfo {
            const {
                &__xmlrpc::ServiceInfo::new(
                    "Directory",
                    "dir",
                    const {
                        &[
                            __xmlrpc::MethodInfo::new(
                                    "findNames",
                                    __xmlrpc::Execution::Blocking,
                                )
                                .aliases(&["find", "search"])
                                .help("Look for names.")
                                .returns("The names that fit.")
                                .deprecated("since 1.2: use `dir.query`")
                                .parameters(const {
                                    &[
                                        __xmlrpc::ParameterInfo::new("pattern"),
                                        __xmlrpc::ParameterInfo::new("path").optional(),
                                        __xmlrpc::ParameterInfo::new("howMany").optional(),
                                    ]
                                })
                                .shapes(&[__shared_0, __shared_1, __shared_2, __shared_3])
                                .faults(__shared_4)
                                .source_location(::core::file!(), ::core::line!()),
                            __xmlrpc::MethodInfo::new("sum", __xmlrpc::Execution::Inline)
                                .absolute()
                                .hidden()
                                .help("Add numbers.")
                                .parameters(const {
                                    &[
                                        __xmlrpc::ParameterInfo::new("first"),
                                        __xmlrpc::ParameterInfo::new("more").rest(),
                                    ]
                                })
                                .shapes(&[__shared_5, __shared_5, __shared_6])
                                .wants_context()
                                .source_location(::core::file!(), ::core::line!()),
                        ]
                    },
                )
            }
        }
    }
    __xmlrpc::inventory::submit! {
        __xmlrpc::CataloguedTable(< Directory as __Table > ::table)
    }
};
