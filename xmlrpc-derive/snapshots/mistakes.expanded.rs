impl Directory {
    fn entries(&self) -> Vec<String> {
        Vec::new()
    }
    fn remove(&mut self) {}
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
            const { &__rt::ServiceInfo::new("Directory", "dir", const { &[] }) }
        }
    }
    __rt::inventory::submit! {
        __rt::CataloguedTable(< Directory as __Table > ::table)
    }
};
::core::compile_error! {
    "`#[expose]` has no option `nmae`: did you mean `name`? it has `name`, `alias`, `absolute`, `inline`, `hidden`, `help`, `returns`"
}
::core::compile_error! {
    "an exposed method cannot take `&mut self`, since one instance serves concurrent calls: take `&self` and keep state in a `Mutex` or an atomic"
}
