/// Multiply two numbers.
fn multiply(x: i32, y: i32) -> i32 {
    const _: () = {
        struct __Function;
        use ::xmlrpc_server::__private as __rt;
        use __rt::tiers::*;
        #[automatically_derived]
        #[allow(deprecated)]
        impl __rt::Service for __Function {
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
                        let parameter1 = __rt::parameter::<i32>(arguments)?;
                        let parameter2 = __rt::parameter::<i32>(arguments)?;
                        arguments.finish()?;
                        __rt::written({
                            let result = multiply(parameter1, parameter2);
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
        impl __Table for __Function {
            fn table() -> &'static __rt::ServiceInfo {
                const {
                    &__rt::ServiceInfo::new(
                        "multiply",
                        "",
                        const {
                            &[
                                __rt::MethodInfo::new(
                                        "multiply args",
                                        __rt::Execution::Blocking,
                                    )
                                    .help("Multiply two numbers.")
                                    .parameters(const {
                                        &[
                                            __rt::ParameterInfo::new("x"),
                                            __rt::ParameterInfo::new("y"),
                                        ]
                                    })
                                    .signature(|| __rt::signature(
                                        &[
                                            (&&&__rt::SchemaOf::<i32>::new()).shape(),
                                            (&&&__rt::SchemaOf::<i32>::new()).shape(),
                                            (&&&__rt::SchemaOf::<i32>::new()).shape(),
                                        ],
                                    ))
                                    .source_location(::core::file!(), ::core::line!()),
                            ]
                        },
                    )
                }
            }
        }
        __rt::inventory::submit! {
            __rt::CataloguedTable(< __Function as __Table > ::table)
        }
        __rt::inventory::submit! {
            __rt::CataloguedFunction::new(|| __rt::Arc::new(__Function))
        }
    };
    { x * y }
}
