//! The macro that the code of typed clients goes through.

/// The code of a typed client as it is.
#[cfg(feature = "client")]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_client {
    ($($code:tt)*) => { $($code)* };
}

/// One error in place of the code of a typed client.
///
/// ```compile_fail
/// struct Store;
///
/// #[xmlrpc_service::rpc_service(client = StoreClient)]
/// impl Store {
///     #[expose]
///     fn size(&self) -> i32 { 0 }
/// }
/// ```
#[cfg(not(feature = "client"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __with_client {
    ($($code:tt)*) => {
        ::core::compile_error! {
            "typed clients need the feature `client`: write `features = [\"client\"]` in the dependency on the framework"
        }
    };
}

pub use __with_client as with_client;
