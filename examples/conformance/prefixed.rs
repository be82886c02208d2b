use xmlrpc_server::rpc_service;

pub(crate) struct Prefixed;

/// One method for everybody, and one for this program alone.
#[rpc_service(prefix = "prefix")]
impl Prefixed {
    /// Say that this can be called.
    #[expose(inline)]
    fn public(&self) -> &'static str {
        "This is public"
    }

    #[allow(dead_code, reason = "it is here to be out of every caller's reach")]
    fn private(&self) -> &'static str {
        "This is private"
    }
}
