/// Multiply two numbers.
#[allow(unused_braces)]
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
            fn call<'__call>(
                &'__call self,
                __index: ::core::primitive::usize,
                __arguments: &mut __xmlrpc::Arguments<'__call>,
                __context: &'__call __xmlrpc::CallContext,
                __response: &'__call mut __xmlrpc::Response,
            ) -> __xmlrpc::Result<__xmlrpc::Reply<'__call>, __xmlrpc::Fault> {
                match __index {
                    0 => {
                        let __parameter1 = __xmlrpc::parameter::<i32>(__arguments)?;
                        let __parameter2 = __xmlrpc::parameter::<i32>(__arguments)?;
                        __arguments.finish()?;
                        __xmlrpc::written({
                            let __result = multiply(__parameter1, __parameter2);
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
