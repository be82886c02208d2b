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
        fn describe(__definitions: &mut __xmlrpc::Definitions) -> __xmlrpc::Type {
            __definitions
                .define::<
                    Self,
                >(
                    "Entry",
                    "An entry of a directory.",
                    |__definitions| {
                        let mut __members = __xmlrpc::Members::new();
                        let __ty = (&&&__xmlrpc::SchemaOf::<String>::new())
                            .describe(__definitions);
                        __members
                            .add(
                                __xmlrpc::Member::new("fileName", __ty)
                                    .help("Without the path."),
                            );
                        let __ty = (&&&__xmlrpc::SchemaOf::<__xmlrpc::DateTime>::new())
                            .describe(__definitions);
                        __members.add(__xmlrpc::Member::new("changed", __ty));
                        let __ty = {
                            (&&__xmlrpc::MemberOf::<Kind>::new()).check();
                            (&&&__xmlrpc::SchemaOf::<Kind>::new())
                                .describe(__definitions)
                        };
                        {
                            let __ty = __xmlrpc::Clone::clone(&__ty);
                            __members
                                .add(
                                    __xmlrpc::Member::new("kind", __ty).optional().only_read(),
                                );
                        }
                        __members
                            .add(
                                __xmlrpc::Member::new("is", __ty).optional().only_written(),
                            );
                        let __ty = {
                            (&&__xmlrpc::MemberOf::<T>::new()).check();
                            (&&&__xmlrpc::SchemaOf::<T>::new()).describe(__definitions)
                        };
                        __members.flatten(__ty, __definitions);
                        __members.into_type()
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
        fn describe(__definitions: &mut __xmlrpc::Definitions) -> __xmlrpc::Type {
            __definitions
                .define::<
                    Self,
                >(
                    "Kind",
                    "",
                    |__definitions| {
                        let mut __variants = __xmlrpc::Variants::new(
                            __xmlrpc::Tagging::Internal("type"),
                        );
                        __variants
                            .add(
                                __xmlrpc::Variant::new("Directory")
                                    .help("One that holds others.")
                                    .holding({
                                        let mut __members = __xmlrpc::Members::new();
                                        let __ty = {
                                            (&&__xmlrpc::MemberOf::<Vec<Entry<Value>>>::new()).check();
                                            (&&&__xmlrpc::SchemaOf::<Vec<Entry<Value>>>::new())
                                                .describe(__definitions)
                                        };
                                        __members.add(__xmlrpc::Member::new("entries", __ty));
                                        __members.into_type()
                                    }),
                            );
                        __variants
                            .add(
                                __xmlrpc::Variant::new("File")
                                    .holding({
                                        (&&__xmlrpc::MemberOf::<Size>::new()).check();
                                        (&&&__xmlrpc::SchemaOf::<Size>::new())
                                            .describe(__definitions)
                                    }),
                            );
                        __variants.add(__xmlrpc::Variant::new("Other"));
                        __variants.into_type()
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
        fn describe(__definitions: &mut __xmlrpc::Definitions) -> __xmlrpc::Type {
            __definitions
                .define_transparent::<
                    Self,
                >(
                    "Size",
                    "",
                    |__definitions| {
                        (&&&__xmlrpc::SchemaOf::<u64>::new()).describe(__definitions)
                    },
                )
        }
    }
};
