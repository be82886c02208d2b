#[allow(clippy::unused_self)]
impl<S: Store> Site<S> {
    fn size(&self) -> usize {
        self.0.size()
    }
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    mod __parts {
        pub(super) struct admin;
    }
    trait __Part_admin: ::core::marker::Sized {
        fn rpc_service_part_admin() -> __xmlrpc::ServicePart<Self>
        where
            Self: __xmlrpc::HasPart<__parts::admin>,
        {
            ::core::panic!()
        }
    }
    impl<T> __Part_admin for T {}
    #[automatically_derived]
    #[allow(deprecated)]
    impl<S: Store> __xmlrpc::Service for Site<S>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn info(&self) -> &'static __xmlrpc::ServiceInfo {
            const {
                &__xmlrpc::ServiceInfo::new(
                        "Site",
                        "site",
                        const {
                            &[
                                __xmlrpc::MethodInfo::new(
                                        "size",
                                        __xmlrpc::Execution::Blocking,
                                    )
                                    .signature(|| __xmlrpc::signature(
                                        &[(&&&__xmlrpc::SchemaOf::<usize>::new()).shape()],
                                    ))
                                    .source_location(::core::file!(), ::core::line!()),
                            ]
                        },
                    )
                    .parts(const { &[Self::rpc_service_part_admin().methods()] })
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
                0 => {
                    __arguments.finish()?;
                    __xmlrpc::written({
                        let __result = Self::size(self);
                        __response.write(&__result)
                    })
                }
                _ => {
                    __xmlrpc::call_part(
                        const { &[Self::rpc_service_part_admin()] },
                        self,
                        __index - 1,
                        __arguments,
                        __context,
                        __response,
                    )
                }
            }
        }
    }
};
#[allow(clippy::unused_async, clippy::unused_self)]
impl<S: Store> Site<S> {
    async fn clear(&self) {
        self.0.clear().await;
    }
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[allow(deprecated)]
    impl<S: Store> Site<S>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        #[doc(hidden)]
        pub(crate) const fn rpc_service_part_admin() -> __xmlrpc::ServicePart<Self> {
            __xmlrpc::ServicePart::new(
                const {
                    &[
                        __xmlrpc::MethodInfo::new("clear", __xmlrpc::Execution::Async)
                            .signature(|| __xmlrpc::signature(
                                &[(&&&__xmlrpc::SchemaOf::<()>::new()).shape()],
                            ))
                            .source_location(::core::file!(), ::core::line!()),
                    ]
                },
                Self::rpc_service_call_admin,
            )
        }
        #[allow(dead_code)]
        fn rpc_service_call_admin<'__call>(
            &'__call self,
            __index: ::core::primitive::usize,
            __arguments: &mut __xmlrpc::Arguments<'__call>,
            __context: &'__call __xmlrpc::CallContext,
            __response: &'__call mut __xmlrpc::Response,
        ) -> __xmlrpc::Result<__xmlrpc::Reply<'__call>, __xmlrpc::Fault> {
            match __index {
                0 => {
                    __arguments.finish()?;
                    __xmlrpc::pending(async move {
                        let __result = Self::clear(self).await;
                        __response.write(&__result)
                    })
                }
                _ => __xmlrpc::no_such_row(),
            }
        }
    }
};
