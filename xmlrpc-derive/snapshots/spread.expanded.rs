struct Session {
    /// What `login` returned.
    session_id: String,
    #[param(default = 5)]
    level: i32,
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::RpcParams for Session {
        const PARAMETERS: &'static [__xmlrpc::ParameterInfo] = &[
            __xmlrpc::ParameterInfo::new("sessionId").help("What `login` returned."),
            __xmlrpc::ParameterInfo::new("level").optional().default_value("5"),
        ];
        type Check = __xmlrpc::Checked;
        fn shapes(__shapes: &mut __xmlrpc::Vec<__xmlrpc::TypeShape>) {
            __shapes.push((&&&__xmlrpc::SchemaOf::<String>::new()).shape());
            __shapes.push((&&&__xmlrpc::SchemaOf::<i32>::new()).shape().optional());
        }
        fn read(
            __arguments: &mut __xmlrpc::Arguments<'_>,
        ) -> __xmlrpc::Result<Self, __xmlrpc::Fault> {
            __xmlrpc::Result::Ok(Self {
                session_id: (&&__xmlrpc::Format::<String>::new())
                    .tier()
                    .named(__arguments, "sessionId")?,
                level: match (&&__xmlrpc::Format::<i32>::new())
                    .tier()
                    .named_if_any(__arguments, "level")?
                {
                    __xmlrpc::Option::Some(__given) => __given,
                    __xmlrpc::Option::None => 5,
                },
            })
        }
    }
};
#[allow(
    clippy::needless_pass_by_value,
    clippy::trivially_copy_pass_by_ref,
    clippy::unused_self
)]
impl Shop {
    fn count(&self, session: &Session, model: &str) -> usize {
        self.count_in(session, model)
    }
    fn run(&self, name: &str, times: u8, named: BTreeMap<String, Value>) {
        self.run_named(name, times, named)
    }
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[allow(deprecated)]
    fn __shared_0() -> __xmlrpc::TypeShape {
        (&&&__xmlrpc::SchemaOf::<()>::new()).shape()
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
        (&&&__xmlrpc::SchemaOf::<u8>::new()).shape().optional()
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::Service for Shop {
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
                    let __parameter1 = <Session as __xmlrpc::RpcParams>::read(
                        __arguments,
                    )?;
                    let __parameter2 = __xmlrpc::parameter::<
                        <str as __xmlrpc::ByReference<'__call>>::Storage,
                    >(__arguments)?;
                    __arguments.finish()?;
                    <<Session as __xmlrpc::RpcParams>::Check as __xmlrpc::CheckPolicy<
                        Session,
                        Self,
                    >>::check(&__parameter1, self, __context)?;
                    __xmlrpc::written({
                        let __result = Self::count(
                            self,
                            &__parameter1,
                            __xmlrpc::Borrow::borrow(&__parameter2),
                        );
                        __response.write(&__result)
                    })
                }
                1 => {
                    __arguments.find_keywords();
                    let __parameter1 = __xmlrpc::named::<
                        <str as __xmlrpc::ByReference<'__call>>::Storage,
                    >(__arguments, "name")?;
                    let __parameter2 = __xmlrpc::named_if_any::<
                        u8,
                    >(__arguments, "times")?;
                    let __parameter3 = __xmlrpc::other_keywords::<
                        BTreeMap<String, Value>,
                    >(__arguments)?;
                    __arguments.finish_keywords()?;
                    __xmlrpc::written({
                        let __result = Self::run(
                            self,
                            __xmlrpc::Borrow::borrow(&__parameter1),
                            match __parameter2 {
                                __xmlrpc::Option::Some(__given) => __given,
                                __xmlrpc::Option::None => {
                                    ::core::default::Default::default()
                                }
                            },
                            __parameter3,
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
    impl __Table for Shop {
        fn table() -> &'static __xmlrpc::ServiceInfo {
            const {
                &__xmlrpc::ServiceInfo::new(
                    "Shop",
                    "",
                    const {
                        &[
                            __xmlrpc::MethodInfo::new(
                                    "count",
                                    __xmlrpc::Execution::Inline,
                                )
                                .parameters(const {
                                    &[
                                        __xmlrpc::ParameterInfo::new("session")
                                            .members(<Session as __xmlrpc::RpcParams>::PARAMETERS),
                                        __xmlrpc::ParameterInfo::new("model"),
                                    ]
                                })
                                .signature(|| __xmlrpc::collected_signature(
                                    (&&&__xmlrpc::SchemaOf::<usize>::new()).shape(),
                                    |__shapes| {
                                        <Session as __xmlrpc::RpcParams>::shapes(__shapes);
                                        __shapes
                                            .push(
                                                (&&&&&__xmlrpc::SchemaOf::<
                                                    <str as __xmlrpc::ByReference<'static>>::Storage,
                                                >::new())
                                                    .shape(),
                                            );
                                    },
                                ))
                                .wants_context_if(
                                    <<Session as __xmlrpc::RpcParams>::Check as __xmlrpc::CheckPolicy<
                                        Session,
                                        Self,
                                    >>::TAKES_CONTEXT,
                                )
                                .source_location(::core::file!(), ::core::line!()),
                            __xmlrpc::MethodInfo::new(
                                    "run",
                                    __xmlrpc::Execution::Blocking,
                                )
                                .parameters(const {
                                    &[
                                        __xmlrpc::ParameterInfo::new("name"),
                                        __xmlrpc::ParameterInfo::new("times").optional(),
                                    ]
                                })
                                .shapes(&[__shared_0, __shared_1, __shared_2])
                                .keywords()
                                .source_location(::core::file!(), ::core::line!()),
                        ]
                    },
                )
            }
        }
    }
    __xmlrpc::inventory::submit! {
        __xmlrpc::CataloguedTable(< Shop as __Table > ::table)
    }
};
