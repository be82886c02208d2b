use xmlrpc_server::rpc_service;

pub(crate) struct Prefixed;

/// One published method, and one that is not.
#[rpc_service(prefix = "prefix")]
impl Prefixed {
    /// Return a text that says that this method is public.
    #[expose(inline)]
    fn public(&self) -> &'static str {
        "This is public"
    }

    #[allow(dead_code, reason = "tests check that clients cannot call it")]
    fn private(&self) -> &'static str {
        "This is private"
    }
}
