/// Work with the directories of this machine.
impl Directory {
    /// List the names of the entries in a directory.
    ///
    /// The order is the operating system's.
    #[allow(
        clippy::needless_pass_by_value,
        clippy::unnecessary_wraps,
        clippy::unused_self
    )]
    fn list(&self, path: PathBuf) -> io::Result<Vec<String>> {
        self.read(path)
    }
    #[allow(
        clippy::needless_pass_by_value,
        clippy::trivially_copy_pass_by_ref,
        clippy::unnecessary_wraps,
        clippy::unused_async,
        clippy::unused_self
    )]
    async fn make(
        &self,
        context: &CallContext,
        path: &Path,
        mode: Option<u32>,
    ) -> Result<(), Fault> {
        self.create(context.peer(), path, mode).await
    }
    const fn limit() -> i32 {
        64
    }
    fn helper(&self) {}
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[allow(deprecated)]
    fn __shared_0() -> __xmlrpc::TypeShape {
        (&&&&&__xmlrpc::SchemaOf::<io::Result<Vec<String>>>::new()).shape()
    }
    #[allow(deprecated)]
    fn __shared_1() -> __xmlrpc::TypeShape {
        (&&&__xmlrpc::SchemaOf::<PathBuf>::new()).shape()
    }
    #[allow(deprecated)]
    fn __shared_2() -> __xmlrpc::Vec<__xmlrpc::FaultInfo> {
        (&&__xmlrpc::Faults::<io::Result<Vec<String>>>::new()).faults()
    }
    #[allow(deprecated)]
    fn __shared_3() -> __xmlrpc::TypeShape {
        (&&&&&__xmlrpc::SchemaOf::<Result<(), Fault>>::new()).shape()
    }
    #[allow(deprecated)]
    fn __shared_4() -> __xmlrpc::TypeShape {
        (&&&&&__xmlrpc::SchemaOf::<
            <Path as __xmlrpc::ByReference<'static>>::Storage,
        >::new())
            .shape()
    }
    #[allow(deprecated)]
    fn __shared_5() -> __xmlrpc::TypeShape {
        (&&&&&__xmlrpc::SchemaOf::<Option<u32>>::new()).shape()
    }
    #[allow(deprecated)]
    fn __shared_6() -> __xmlrpc::Vec<__xmlrpc::FaultInfo> {
        (&&__xmlrpc::Faults::<Result<(), Fault>>::new()).faults()
    }
    #[allow(deprecated)]
    fn __shared_7() -> __xmlrpc::TypeShape {
        (&&&__xmlrpc::SchemaOf::<i32>::new()).shape()
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
                    let __parameter1 = __xmlrpc::parameter::<PathBuf>(__arguments)?;
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::list(self, __parameter1);
                        (&&&&__xmlrpc::Returned::of(&__result))
                            .tier()
                            .respond(__result, __response)
                    })
                }
                1 => {
                    let __parameter1 = __xmlrpc::parameter::<
                        <Path as __xmlrpc::ByReference<'__call>>::Storage,
                    >(__arguments)?;
                    let __parameter2 = __xmlrpc::parameter::<Option<u32>>(__arguments)?;
                    __arguments.finish()?;
                    __xmlrpc::pending(async move {
                        let __result = Self::make(
                                self,
                                __context,
                                __xmlrpc::Borrow::borrow(&__parameter1),
                                __parameter2,
                            )
                            .await;
                        (&&&&__xmlrpc::Returned::of(&__result))
                            .tier()
                            .respond(__result, __response)
                    })
                }
                2 => {
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::limit();
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
                                        "list",
                                        __xmlrpc::Execution::Blocking,
                                    )
                                    .help(
                                        "List the names of the entries in a directory.\n\nThe order is the operating system's.",
                                    )
                                    .parameters(const {
                                        &[
                                            __xmlrpc::ParameterInfo::new("path")
                                                .help("The directory to read."),
                                        ]
                                    })
                                    .shapes(&[__shared_0, __shared_1])
                                    .faults(__shared_2)
                                    .source_location(::core::file!(), ::core::line!()),
                                __xmlrpc::MethodInfo::new(
                                        "create",
                                        __xmlrpc::Execution::Async,
                                    )
                                    .parameters(const {
                                        &[
                                            __xmlrpc::ParameterInfo::new("path"),
                                            __xmlrpc::ParameterInfo::new("mode").optional(),
                                        ]
                                    })
                                    .shapes(&[__shared_3, __shared_4, __shared_5])
                                    .faults(__shared_6)
                                    .wants_context()
                                    .source_location(::core::file!(), ::core::line!()),
                                __xmlrpc::MethodInfo::new(
                                        "limit",
                                        __xmlrpc::Execution::Inline,
                                    )
                                    .shapes(&[__shared_7])
                                    .source_location(::core::file!(), ::core::line!()),
                            ]
                        },
                    )
                    .help("Work with the directories of this machine.")
            }
        }
    }
    __xmlrpc::inventory::submit! {
        __xmlrpc::CataloguedTable(< Directory as __Table > ::table)
    }
};
