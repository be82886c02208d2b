#[allow(
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    clippy::unnecessary_wraps,
    clippy::unused_self
)]
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
        fn call<'__call>(
            &'__call self,
            __index: ::core::primitive::usize,
            __arguments: &mut __xmlrpc::Arguments<'__call>,
            __context: &'__call __xmlrpc::CallContext,
            __response: &'__call mut __xmlrpc::Response,
        ) -> __xmlrpc::Result<__xmlrpc::Reply<'__call>, __xmlrpc::Fault> {
            match __index {
                0 => {
                    let __parameter1 = __xmlrpc::parameter::<
                        <str as __xmlrpc::ByReference<'__call>>::Storage,
                    >(__arguments)?;
                    let __parameter2 = __xmlrpc::parameter_if_any::<
                        <Path as __xmlrpc::ByReference<'__call>>::Storage,
                    >(__arguments)?;
                    let __parameter3 = __xmlrpc::parameter_if_any::<usize>(__arguments)?;
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::find_names(
                            self,
                            __xmlrpc::Borrow::borrow(&__parameter1),
                            match &__parameter2 {
                                __xmlrpc::Option::Some(__given) => {
                                    __xmlrpc::Borrow::borrow(__given)
                                }
                                __xmlrpc::Option::None => Path::new("/tmp"),
                            },
                            match __parameter3 {
                                __xmlrpc::Option::Some(__given) => __given,
                                __xmlrpc::Option::None => {
                                    ::core::default::Default::default()
                                }
                            },
                        );
                        (&&&&__xmlrpc::Returned::of(&__result))
                            .tier()
                            .respond(__result, __response)
                    })
                }
                1 => {
                    let __parameter1 = __xmlrpc::parameter::<i64>(__arguments)?;
                    let __parameter2 = __xmlrpc::rest::<Vec<i64>>(__arguments)?;
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::sum_of(
                            __context,
                            __parameter1,
                            __parameter2,
                        );
                        __response.write(&__result)
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
                                        __xmlrpc::ParameterInfo::new("path")
                                            .optional()
                                            .default_value("Path::new(\"/tmp\")"),
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
