use std::fmt;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use super::extensions::Extensions;

/// Where a transport keeps the headers of a request.
pub trait HeaderLookup: Send + Sync {
    /// The value of the header of this name, whatever its case; the first if there are several.
    fn header(&self, name: &str) -> Option<&str>;
}

/// What is known of a call besides its parameters: its method's name, who calls, with which headers, until when.
///
/// A method asks for it with a `&CallContext` parameter, which takes no place on the wire. It is built only for
/// methods that ask.
#[derive(Clone, Default)]
pub struct CallContext {
    method: Option<Arc<str>>,
    peer: Option<SocketAddr>,
    path: Option<Arc<str>>,
    headers: Option<Arc<dyn HeaderLookup>>,
    user: Option<Arc<str>>,
    deadline: Option<Instant>,
    extensions: Extensions,
}

impl CallContext {
    /// The context of a call that came over no network.
    pub fn new() -> Self {
        CallContext::default()
    }

    /// The same, as a constant.
    pub(crate) const fn nobody() -> Self {
        CallContext {
            method: None,
            peer: None,
            path: None,
            headers: None,
            user: None,
            deadline: None,
            extensions: Extensions::none(),
        }
    }

    /// Sets the address of whoever calls.
    #[must_use]
    pub fn with_peer(mut self, peer: SocketAddr) -> Self {
        self.peer = Some(peer);
        self
    }

    /// Sets the path that was called.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<Arc<str>>) -> Self {
        self.path = Some(path.into());
        self
    }

    /// Sets where headers are looked up.
    #[must_use]
    pub fn with_headers(mut self, headers: Arc<dyn HeaderLookup>) -> Self {
        self.headers = Some(headers);
        self
    }

    /// Sets who calls, as somebody who checked it knows them.
    #[must_use]
    pub fn with_user(mut self, user: impl Into<Arc<str>>) -> Self {
        self.user = Some(user.into());
        self
    }

    /// Sets when nobody waits for the answer any more.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Instant) -> Self {
        self.deadline = Some(deadline);
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
        self.extensions.insert(value);
        self
    }

    pub(crate) fn with_method(mut self, method: &str) -> Self {
        self.method = Some(method.into());
        self
    }

    /// The method's name as the caller wrote it; inside a multicall, that of the entry.
    pub fn method(&self) -> &str {
        self.method.as_deref().unwrap_or_default()
    }

    /// The address of whoever calls; none for a call that came over no network.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.peer
    }

    /// The path that was called, such as `/RPC2`; none for a call that came over no network.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The value of a header of the request that brought the call, whatever the case of `name`.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.as_ref()?.header(name)
    }

    /// Who calls, if somebody has checked that.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// When nobody waits for the answer any more, if there is such a time.
    pub fn deadline(&self) -> Option<Instant> {
        self.deadline
    }

    /// The value of a type that whoever brought the call added.
    pub fn extension<T: 'static>(&self) -> Option<&T> {
        self.extensions.get()
    }
}

impl fmt::Debug for CallContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallContext")
            .field("method", &self.method())
            .field("peer", &self.peer)
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}
