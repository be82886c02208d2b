use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use super::calls::Calls;
use super::extensions::Extensions;
use super::headers::{HeaderLookup, IntoHeaders};
use super::{Execution, PublishedMethod};

/// What is known of a call besides its parameters: the name of its method, and the head of the request that brought it.
///
/// A method asks for it with a `&CallContext` parameter, which takes no place on the wire. The head of a request is built
/// once, when the first method or hook asks for it; all contexts of the request share it. A context is a few pointers:
/// clones are cheap.
#[derive(Clone, Default)]
pub struct CallContext {
    method: Option<Arc<PublishedMethod>>,
    request: Option<Arc<RequestHead>>,
    /// The way to other methods, while a call runs.
    pub(super) calls: Option<Calls>,
}

/// What a transport knows of a request.
#[derive(Clone, Default)]
struct RequestHead {
    peer: Option<SocketAddr>,
    path: Option<Arc<str>>,
    query: Option<Arc<str>>,
    headers: Option<Arc<dyn HeaderLookup>>,
    user: Option<Arc<str>>,
    deadline: Option<Instant>,
    extensions: Extensions,
}

impl CallContext {
    /// The context of a call that came over no network.
    pub const fn new() -> Self {
        CallContext { method: None, request: None, calls: None }
    }

    /// The head, to be changed. Other contexts that share it keep it as it is.
    fn head_mut(&mut self) -> &mut RequestHead {
        Arc::make_mut(self.request.get_or_insert_default())
    }

    fn head(&self) -> Option<&RequestHead> {
        self.request.as_deref()
    }

    /// Sets the address of the caller.
    #[must_use]
    pub fn with_peer(mut self, peer: SocketAddr) -> Self {
        self.head_mut().peer = Some(peer);
        self
    }

    /// Sets the path that was called.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<Arc<str>>) -> Self {
        self.head_mut().path = Some(path.into());
        self
    }

    /// Sets the query string of the URL that was called, without its question mark.
    #[must_use]
    pub fn with_query(mut self, query: impl Into<Arc<str>>) -> Self {
        self.head_mut().query = Some(query.into());
        self
    }

    /// Sets the headers: names with their values, or a [`HeaderLookup`] in an `Arc`.
    ///
    /// ```
    /// use xmlrpc_service::CallContext;
    ///
    /// let context = CallContext::new().with_headers([("X-Clerk", "Ann")]).with_query("key=abc");
    /// assert_eq!((context.header("x-clerk"), context.query()), (Some("Ann"), Some("key=abc")));
    /// ```
    #[must_use]
    pub fn with_headers(mut self, headers: impl IntoHeaders) -> Self {
        self.head_mut().headers = Some(headers.into_headers());
        self
    }

    /// Sets the authenticated user. `xmlrpc-server` does not set it: this is for transports of your own and for tests.
    #[must_use]
    pub fn with_user(mut self, user: impl Into<Arc<str>>) -> Self {
        self.head_mut().user = Some(user.into());
        self
    }

    /// Sets the call's deadline. `xmlrpc-server` does not set it: this is for transports of your own and for tests.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Instant) -> Self {
        self.head_mut().deadline = Some(deadline);
        self
    }

    /// Adds a value that methods find by its type, in place of another one of that type.
    ///
    /// ```
    /// use xmlrpc_service::CallContext;
    ///
    /// struct Tenant(u32);
    ///
    /// let context = CallContext::new().with_user("ada").with_extension(Tenant(7));
    /// assert_eq!(context.user(), Some("ada"));
    /// assert!(context.extension::<Tenant>().is_some_and(|tenant| tenant.0 == 7));
    /// ```
    #[must_use]
    pub fn with_extension<T: Send + Sync + 'static>(mut self, value: T) -> Self {
        self.head_mut().extensions.insert(value);
        self
    }

    /// The context of a call of this method that came with the same request.
    pub(crate) fn with_method(mut self, method: Arc<PublishedMethod>) -> Self {
        self.method = Some(method);
        self
    }

    /// How the method of the call runs.
    pub(crate) fn execution(&self) -> Option<Execution> {
        self.method.as_deref().map(PublishedMethod::execution)
    }

    /// The method's name as the caller wrote it; inside a multicall, that of the entry. Empty before a method is chosen.
    pub fn method(&self) -> &str {
        self.method.as_deref().map_or("", PublishedMethod::name)
    }

    /// The address of the caller; none for a call that came over no network.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.head()?.peer
    }

    /// The path that was called, such as `/RPC2`; none for a call that came over no network.
    pub fn path(&self) -> Option<&str> {
        self.head()?.path.as_deref()
    }

    /// The query string of the URL that was called, such as `key=abc`; none if it has none.
    pub fn query(&self) -> Option<&str> {
        self.head()?.query.as_deref()
    }

    /// The value of a header of the request that brought the call, whatever the case of `name`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head()?.headers.as_ref()?.header(name)
    }

    /// The authenticated user, if the transport sets one. `xmlrpc-server` does not set it yet.
    pub fn user(&self) -> Option<&str> {
        self.head()?.user.as_deref()
    }

    /// The call's deadline, if the transport sets one. `xmlrpc-server` does not set it yet.
    pub fn deadline(&self) -> Option<Instant> {
        self.head()?.deadline
    }

    /// The value of this type that the transport added.
    pub fn extension<T: 'static>(&self) -> Option<&T> {
        self.head()?.extensions.get()
    }
}

impl fmt::Debug for CallContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallContext")
            .field("method", &self.method())
            .field("peer", &self.peer())
            .field("user", &self.user())
            .finish_non_exhaustive()
    }
}
