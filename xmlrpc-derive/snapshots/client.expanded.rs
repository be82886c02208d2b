/// Work with directories.
#[allow(dead_code)]
pub trait Directory {
    /// List the names.
    fn list_names(
        &self,
        path: &Path,
        limit: Option<u32>,
        more: &[&str],
    ) -> impl ::core::future::Future<
        Output = Result<Vec<String>>,
    > + ::core::marker::Send;
    fn time(
        &self,
        zone: Zone,
    ) -> impl ::core::future::Future<Output = Result<SystemTime>> + ::core::marker::Send;
}
///Calls the methods of [`Directory`] over any `Caller`, such as a `&Client`.
pub struct DirectoryClient<C> {
    caller: C,
    prefix: ::xmlrpc_client::__private::Prefix,
}
const _: () = {
    use ::xmlrpc_client::__private as __xmlrpc_client;
    use __xmlrpc_client::tiers::*;
    #[automatically_derived]
    impl<C: __xmlrpc_client::Caller> DirectoryClient<C> {
        ///Makes a client that calls over `caller`. Names get the prefix `dir`.
        pub fn new(caller: C) -> Self {
            DirectoryClient {
                caller,
                prefix: ::xmlrpc_client::__private::Prefix::own(),
            }
        }
        /// Makes a client of a service that is mounted under another prefix. An empty prefix gives bare names.
        pub fn with_prefix(
            caller: C,
            prefix: impl ::core::convert::Into<::xmlrpc_client::__private::String>,
        ) -> Self {
            DirectoryClient {
                caller,
                prefix: ::xmlrpc_client::__private::Prefix::other(prefix.into()),
            }
        }
    }
    #[automatically_derived]
    impl<C: ::core::clone::Clone> ::core::clone::Clone for DirectoryClient<C> {
        fn clone(&self) -> Self {
            DirectoryClient {
                caller: ::core::clone::Clone::clone(&self.caller),
                prefix: ::core::clone::Clone::clone(&self.prefix),
            }
        }
    }
    #[automatically_derived]
    impl<C: ::core::fmt::Debug> ::core::fmt::Debug for DirectoryClient<C> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct("DirectoryClient")
                .field("caller", &self.caller)
                .finish_non_exhaustive()
        }
    }
    #[automatically_derived]
    #[allow(deprecated, private_interfaces, private_bounds)]
    impl<C: __xmlrpc_client::Caller> DirectoryClient<C> {
        /// List the names.
        pub async fn list_names(
            &self,
            path: &Path,
            limit: Option<u32>,
            more: &[&str],
        ) -> Result<Vec<String>> {
            let given = __xmlrpc_client::given(&[limit.is_some(), !more.is_empty()]);
            __xmlrpc_client::call::<
                Result<Vec<String>>,
                _,
                _,
            >(
                    &self.caller,
                    &self.prefix.name("dir.listNames", "listNames"),
                    __xmlrpc_client::parameters(move |writer| {
                        let _ = &writer;
                        __xmlrpc_client::send(writer, &path)?;
                        if given > 0usize {
                            __xmlrpc_client::send(writer, &limit)?;
                        }
                        for item in more.iter() {
                            __xmlrpc_client::send(writer, item)?;
                        }
                        __xmlrpc_client::Result::Ok(())
                    }),
                )
                .await
        }
        pub async fn time(&self, zone: Zone) -> Result<SystemTime> {
            (&&__xmlrpc_client::Received::<
                <Result<SystemTime> as __xmlrpc_client::Outcome>::Value,
            >::new())
                .tier()
                .call::<
                    Result<SystemTime>,
                    _,
                    _,
                >(
                    &self.caller,
                    "system.time",
                    __xmlrpc_client::parameters(move |writer| {
                        let _ = &writer;
                        (&&__xmlrpc_client::Sent::of(&zone)).tier().send(writer, &zone)?;
                        __xmlrpc_client::Result::Ok(())
                    }),
                )
                .await
        }
    }
    #[automatically_derived]
    #[allow(deprecated)]
    impl<C: __xmlrpc_client::Caller> Directory for DirectoryClient<C> {
        async fn list_names(
            &self,
            path: &Path,
            limit: Option<u32>,
            more: &[&str],
        ) -> Result<Vec<String>> {
            Self::list_names(self, path, limit, more).await
        }
        async fn time(&self, zone: Zone) -> Result<SystemTime> {
            Self::time(self, zone).await
        }
    }
};
///Calls the methods of [`Directory`] over any `BlockingCaller`, such as a `&blocking::Client`, and waits for their results.
pub struct BlockingDirectory<C> {
    caller: C,
    prefix: ::xmlrpc_client::__private::Prefix,
}
const _: () = {
    use ::xmlrpc_client::__private as __xmlrpc_client;
    use __xmlrpc_client::tiers::*;
    #[automatically_derived]
    impl<C: __xmlrpc_client::BlockingCaller> BlockingDirectory<C> {
        ///Makes a client that calls over `caller`. Names get the prefix `dir`.
        pub fn new(caller: C) -> Self {
            BlockingDirectory {
                caller,
                prefix: ::xmlrpc_client::__private::Prefix::own(),
            }
        }
        /// Makes a client of a service that is mounted under another prefix. An empty prefix gives bare names.
        pub fn with_prefix(
            caller: C,
            prefix: impl ::core::convert::Into<::xmlrpc_client::__private::String>,
        ) -> Self {
            BlockingDirectory {
                caller,
                prefix: ::xmlrpc_client::__private::Prefix::other(prefix.into()),
            }
        }
    }
    #[automatically_derived]
    impl<C: ::core::clone::Clone> ::core::clone::Clone for BlockingDirectory<C> {
        fn clone(&self) -> Self {
            BlockingDirectory {
                caller: ::core::clone::Clone::clone(&self.caller),
                prefix: ::core::clone::Clone::clone(&self.prefix),
            }
        }
    }
    #[automatically_derived]
    impl<C: ::core::fmt::Debug> ::core::fmt::Debug for BlockingDirectory<C> {
        fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
            f.debug_struct("BlockingDirectory")
                .field("caller", &self.caller)
                .finish_non_exhaustive()
        }
    }
    #[automatically_derived]
    #[allow(deprecated, private_interfaces, private_bounds)]
    impl<C: __xmlrpc_client::BlockingCaller> BlockingDirectory<C> {
        /// List the names.
        pub fn list_names(
            &self,
            path: &Path,
            limit: Option<u32>,
            more: &[&str],
        ) -> Result<Vec<String>> {
            let given = __xmlrpc_client::given(&[limit.is_some(), !more.is_empty()]);
            __xmlrpc_client::call_blocking::<
                Result<Vec<String>>,
                _,
                _,
            >(
                &self.caller,
                &self.prefix.name("dir.listNames", "listNames"),
                __xmlrpc_client::parameters(move |writer| {
                    let _ = &writer;
                    __xmlrpc_client::send(writer, &path)?;
                    if given > 0usize {
                        __xmlrpc_client::send(writer, &limit)?;
                    }
                    for item in more.iter() {
                        __xmlrpc_client::send(writer, item)?;
                    }
                    __xmlrpc_client::Result::Ok(())
                }),
            )
        }
        pub fn time(&self, zone: Zone) -> Result<SystemTime> {
            (&&__xmlrpc_client::Received::<
                <Result<SystemTime> as __xmlrpc_client::Outcome>::Value,
            >::new())
                .tier()
                .call_blocking::<
                    Result<SystemTime>,
                    _,
                    _,
                >(
                    &self.caller,
                    "system.time",
                    __xmlrpc_client::parameters(move |writer| {
                        let _ = &writer;
                        (&&__xmlrpc_client::Sent::of(&zone)).tier().send(writer, &zone)?;
                        __xmlrpc_client::Result::Ok(())
                    }),
                )
        }
    }
};
