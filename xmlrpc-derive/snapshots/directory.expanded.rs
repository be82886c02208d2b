/// Work with the directories of this machine.
impl Directory {
    /// List the names of the entries in a directory.
    ///
    /// The order is the operating system's.
    fn list(&self, path: PathBuf) -> io::Result<Vec<String>> {
        self.read(path)
    }
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
                    let parameter1 = __rt::parameter::<PathBuf>(arguments)?;
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::list(self, parameter1);
                        (&&&&__rt::Returned::of(&result))
                            .tier()
                            .respond(result, response)
                    })
                }
                1 => {
                    let parameter1 = __rt::parameter::<
                        <Path as __rt::ByReference<'call>>::Storage,
                    >(arguments)?;
                    let parameter2 = __rt::parameter::<Option<u32>>(arguments)?;
                    arguments.finish()?;
                    __rt::pending(async move {
                        let result = Self::make(
                                self,
                                context,
                                __rt::Borrow::borrow(&parameter1),
                                parameter2,
                            )
                            .await;
                        (&&&&__rt::Returned::of(&result))
                            .tier()
                            .respond(result, response)
                    })
                }
                2 => {
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::limit();
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
                                __rt::MethodInfo::new("list", __rt::Execution::Blocking)
                                    .help(
                                        "List the names of the entries in a directory.\n\nThe order is the operating system's.",
                                    )
                                    .parameters(const {
                                        &[
                                            __rt::ParameterInfo::new("path")
                                                .help("The directory to read."),
                                        ]
                                    })
                                    .signature(|| __rt::signature(
                                        &[
                                            (&&&&&__rt::SchemaOf::<io::Result<Vec<String>>>::new())
                                                .shape(),
                                            (&&&__rt::SchemaOf::<PathBuf>::new()).shape(),
                                        ],
                                    ))
                                    .faults(|| {
                                        (&&__rt::Faults::<io::Result<Vec<String>>>::new()).faults()
                                    })
                                    .source_location(::core::file!(), ::core::line!()),
                                __rt::MethodInfo::new("create", __rt::Execution::Async)
                                    .parameters(const {
                                        &[
                                            __rt::ParameterInfo::new("path"),
                                            __rt::ParameterInfo::new("mode").optional(),
                                        ]
                                    })
                                    .signature(|| __rt::signature(
                                        &[
                                            (&&&&&__rt::SchemaOf::<Result<(), Fault>>::new()).shape(),
                                            (&&&&&__rt::SchemaOf::<
                                                <Path as __rt::ByReference<'static>>::Storage,
                                            >::new())
                                                .shape(),
                                            (&&&&&__rt::SchemaOf::<Option<u32>>::new()).shape(),
                                        ],
                                    ))
                                    .faults(|| {
                                        (&&__rt::Faults::<Result<(), Fault>>::new()).faults()
                                    })
                                    .wants_context()
                                    .source_location(::core::file!(), ::core::line!()),
                                __rt::MethodInfo::new("limit", __rt::Execution::Inline)
                                    .signature(|| __rt::signature(
                                        &[(&&&__rt::SchemaOf::<i32>::new()).shape()],
                                    ))
                                    .source_location(::core::file!(), ::core::line!()),
                            ]
                        },
                    )
                    .help("Work with the directories of this machine.")
            }
        }
    }
    __rt::inventory::submit! {
        __rt::CataloguedTable(< Directory as __Table > ::table)
    }
};
