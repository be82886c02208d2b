/// An entry of a directory.
struct Entry<T> {
    /// Without the path.
    file_name: String,
    #[serde(with = "xmlrpc_server::as_datetime")]
    changed: SystemTime,
    #[serde(rename(serialize = "is", deserialize = "kind"), default)]
    kind: Kind,
    #[serde(flatten)]
    more: T,
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl<T> __xmlrpc::RpcType for Entry<T>
    where
        T: __xmlrpc::RpcType,
    {
        fn describe(definitions: &mut __xmlrpc::Definitions) -> __xmlrpc::Type {
            definitions
                .define::<
                    Self,
                >(
                    "Entry",
                    "An entry of a directory.",
                    |definitions| {
                        let mut members = __xmlrpc::Members::new();
                        let ty = (&&&__xmlrpc::SchemaOf::<String>::new())
                            .describe(definitions);
                        members
                            .add(
                                __xmlrpc::Member::new("fileName", ty)
                                    .help("Without the path."),
                            );
                        let ty = (&&&__xmlrpc::SchemaOf::<__xmlrpc::DateTime>::new())
                            .describe(definitions);
                        members.add(__xmlrpc::Member::new("changed", ty));
                        let ty = (&&&__xmlrpc::SchemaOf::<Kind>::new())
                            .describe(definitions);
                        {
                            let ty = __xmlrpc::Clone::clone(&ty);
                            members
                                .add(
                                    __xmlrpc::Member::new("kind", ty).optional().only_read(),
                                );
                        }
                        members
                            .add(
                                __xmlrpc::Member::new("is", ty).optional().only_written(),
                            );
                        let ty = (&&&__xmlrpc::SchemaOf::<T>::new())
                            .describe(definitions);
                        members.flatten(ty, definitions);
                        members.into_type()
                    },
                )
        }
    }
};
enum Kind {
    /// One that holds others.
    Directory { entries: Vec<Entry<Value>> },
    File(Size),
    Other,
}
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::RpcType for Kind {
        fn describe(definitions: &mut __xmlrpc::Definitions) -> __xmlrpc::Type {
            definitions
                .define::<
                    Self,
                >(
                    "Kind",
                    "",
                    |definitions| {
                        let mut variants = __xmlrpc::Variants::new(
                            __xmlrpc::Tagging::Internal("type"),
                        );
                        variants
                            .add(
                                __xmlrpc::Variant::new("Directory")
                                    .help("One that holds others.")
                                    .holding({
                                        let mut members = __xmlrpc::Members::new();
                                        let ty = (&&&__xmlrpc::SchemaOf::<Vec<Entry<Value>>>::new())
                                            .describe(definitions);
                                        members.add(__xmlrpc::Member::new("entries", ty));
                                        members.into_type()
                                    }),
                            );
                        variants
                            .add(
                                __xmlrpc::Variant::new("File")
                                    .holding(
                                        (&&&__xmlrpc::SchemaOf::<Size>::new()).describe(definitions),
                                    ),
                            );
                        variants.add(__xmlrpc::Variant::new("Other"));
                        variants.into_type()
                    },
                )
        }
    }
};
struct Size(u64);
const _: () = {
    use ::xmlrpc_server::__private as __xmlrpc;
    use __xmlrpc::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __xmlrpc::RpcType for Size {
        fn describe(definitions: &mut __xmlrpc::Definitions) -> __xmlrpc::Type {
            definitions
                .define_transparent::<
                    Self,
                >(
                    "Size",
                    "",
                    |definitions| {
                        (&&&__xmlrpc::SchemaOf::<u64>::new()).describe(definitions)
                    },
                )
        }
    }
};
