/// Multiply two numbers.
fn multiply(x: i32, y: i32) -> i32 {
    const _: () = {
        struct __Function;
        use ::xmlrpc_server::__private as __xmlrpc;
        use __xmlrpc::tiers::*;
        #[allow(deprecated)]
        fn __shared_0() -> __xmlrpc::TypeShape {
            (&&&__xmlrpc::SchemaOf::<i32>::new()).shape()
        }
        #[automatically_derived]
        #[allow(deprecated)]
        impl __xmlrpc::Service for __Function {
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
                        let parameter1 = __xmlrpc::parameter::<i32>(arguments)?;
                        let parameter2 = __xmlrpc::parameter::<i32>(arguments)?;
                        arguments.finish()?;
                        __xmlrpc::written({
                            let result = multiply(parameter1, parameter2);
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
        impl __Table for __Function {
            fn table() -> &'static __xmlrpc::ServiceInfo {
                const {
                    &__xmlrpc::ServiceInfo::new(
                        "multiply",
                        "",
                        const {
                            &[
                                __xmlrpc::MethodInfo::new(
                                        "multiply args",
                                        __xmlrpc::Execution::Blocking,
                                    )
                                    .help("Multiply two numbers.")
                                    .parameters(const {
                                        &[
                                            __xmlrpc::ParameterInfo::new("x"),
                                            __xmlrpc::ParameterInfo::new("y"),
                                        ]
                                    })
                                    .shapes(&[__shared_0, __shared_0, __shared_0])
                                    .source_location(::core::file!(), ::core::line!()),
                            ]
                        },
                    )
                }
            }
        }
        __xmlrpc::inventory::submit! {
            __xmlrpc::CataloguedTable(< __Function as __Table > ::table)
        }
        __xmlrpc::inventory::submit! {
            __xmlrpc::CataloguedFunction::new(|| __xmlrpc::Arc::new(__Function))
        }
    };
    { x * y }
}
