impl<S: Store> Site<S> {
    fn size(&self) -> usize {
        self.0.size()
    }
}
const _: () = {
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl<S: Store> __rt::Service for Site<S>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        fn info(&self) -> &'static __rt::ServiceInfo {
            const {
                &__rt::ServiceInfo::new(
                        "Site",
                        "site",
                        const {
                            &[
                                __rt::MethodInfo::new("size", __rt::Execution::Blocking)
                                    .signature(|| __rt::signature(
                                        &[(&&&__rt::SchemaOf::<usize>::new()).shape()],
                                    ))
                                    .source_location(::core::file!(), ::core::line!()),
                            ]
                        },
                    )
                    .parts(const { &[Self::rpc_service_part_admin.methods()] })
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
                0 => {
                    arguments.finish()?;
                    __rt::written({
                        let result = Self::size(self);
                        response.write(&result)
                    })
                }
                _ => {
                    __rt::call_part(
                        const { &[Self::rpc_service_part_admin] },
                        self,
                        index - 1,
                        arguments,
                        context,
                        response,
                    )
                }
            }
        }
    }
};
impl<S: Store> Site<S> {
    async fn clear(&self) {
        self.0.clear().await;
    }
}
const _: () = {
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    #[allow(deprecated)]
    impl<S: Store> Site<S>
    where
        Self: ::core::marker::Send + ::core::marker::Sync + 'static,
    {
        #[doc(hidden)]
        #[allow(non_upper_case_globals)]
        pub(crate) const rpc_service_part_admin: __rt::ServicePart<Self> = __rt::ServicePart::new(
            const {
                &[
                    __rt::MethodInfo::new("clear", __rt::Execution::Async)
                        .signature(|| __rt::signature(
                            &[(&&&__rt::SchemaOf::<()>::new()).shape()],
                        ))
                        .source_location(::core::file!(), ::core::line!()),
                ]
            },
            Self::rpc_service_call_admin,
        );
        #[allow(dead_code)]
        fn rpc_service_call_admin<'call>(
            &'call self,
            index: ::core::primitive::usize,
            arguments: &mut __rt::Arguments<'call>,
            context: &'call __rt::CallContext,
            response: &'call mut __rt::Response,
        ) -> __rt::Result<__rt::Reply<'call>, __rt::Fault> {
            match index {
                0 => {
                    arguments.finish()?;
                    __rt::pending(async move {
                        let result = Self::clear(self).await;
                        response.write(&result)
                    })
                }
                _ => __rt::no_such_row(),
            }
        }
    }
};
