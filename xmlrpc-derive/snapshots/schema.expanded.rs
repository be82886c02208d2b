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
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl<T> __rt::RpcType for Entry<T>
    where
        T: __rt::RpcType,
    {
        fn describe(definitions: &mut __rt::Definitions) -> __rt::Type {
            definitions
                .define::<
                    Self,
                >(
                    "Entry",
                    "An entry of a directory.",
                    |definitions| {
                        let mut members = __rt::Members::new();
                        let ty = (&&&__rt::SchemaOf::<String>::new())
                            .describe(definitions);
                        members
                            .add(
                                __rt::Member::new("fileName", ty).help("Without the path."),
                            );
                        let ty = (&&&__rt::SchemaOf::<__rt::DateTime>::new())
                            .describe(definitions);
                        members.add(__rt::Member::new("changed", ty));
                        let ty = (&&&__rt::SchemaOf::<Kind>::new())
                            .describe(definitions);
                        {
                            let ty = __rt::Clone::clone(&ty);
                            members
                                .add(__rt::Member::new("kind", ty).optional().only_read());
                        }
                        members
                            .add(__rt::Member::new("is", ty).optional().only_written());
                        let ty = (&&&__rt::SchemaOf::<T>::new()).describe(definitions);
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
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __rt::RpcType for Kind {
        fn describe(definitions: &mut __rt::Definitions) -> __rt::Type {
            definitions
                .define::<
                    Self,
                >(
                    "Kind",
                    "",
                    |definitions| {
                        let mut variants = __rt::Variants::new(
                            __rt::Tagging::Internal("type"),
                        );
                        variants
                            .add(
                                __rt::Variant::new("Directory")
                                    .help("One that holds others.")
                                    .holding({
                                        let mut members = __rt::Members::new();
                                        let ty = (&&&__rt::SchemaOf::<Vec<Entry<Value>>>::new())
                                            .describe(definitions);
                                        members.add(__rt::Member::new("entries", ty));
                                        members.into_type()
                                    }),
                            );
                        variants
                            .add(
                                __rt::Variant::new("File")
                                    .holding(
                                        (&&&__rt::SchemaOf::<Size>::new()).describe(definitions),
                                    ),
                            );
                        variants.add(__rt::Variant::new("Other"));
                        variants.into_type()
                    },
                )
        }
    }
};
struct Size(u64);
const _: () = {
    use ::xmlrpc_server::__private as __rt;
    use __rt::tiers::*;
    #[automatically_derived]
    #[allow(deprecated)]
    impl __rt::RpcType for Size {
        fn describe(definitions: &mut __rt::Definitions) -> __rt::Type {
            definitions
                .define_transparent::<
                    Self,
                >(
                    "Size",
                    "",
                    |definitions| (&&&__rt::SchemaOf::<u64>::new()).describe(definitions),
                )
        }
    }
};
