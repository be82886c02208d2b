impl Directory {
    fn entries(&self) -> Vec<String> {
        Vec::new()
    }
    fn remove(&mut self) {}
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
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
            const { &__xmlrpc::ServiceInfo::new("Directory", "dir", const { &[] }) }
        }
    }
    __xmlrpc::inventory::submit! {
        __xmlrpc::CataloguedTable(< Directory as __Table > ::table)
    }
};
::core::compile_error! {
    "`#[expose]` has no option `nmae`: did you mean `name`? it has `name`, `alias`, `absolute`, `inline`, `keywords`, `answer`, `max_concurrent`, `hidden`, `help`, `returns`"
}
::core::compile_error! {
    "an exposed method cannot take `&mut self`, since one instance serves concurrent calls: take `&self` and keep state in a `Mutex` or an atomic"
}
