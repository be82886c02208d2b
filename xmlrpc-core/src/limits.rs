use crate::error::Error;

/// Bounds on the cost of one request and its response.
///
/// A request beyond one of them is refused with a fault that names the limit. The defaults suit a server that strangers
/// can reach.
///
/// ```
/// use xmlrpc_core::Limits;
///
/// let limits = Limits { depth: 16, ..Limits::default() };
/// assert_eq!(limits.body, 8 * 1024 * 1024);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a document that is read, after decompression. Default: 8 MiB.
    pub body: usize,
    /// Nesting of arrays and structs, in a request and in a result. Default: 64; the maximum is [`Limits::MAX_DEPTH`].
    pub depth: usize,
    /// Values in a request: parameters, elements and members together, arrays and structs included.
    /// Default: 500,000.
    pub values: usize,
    /// Attributes of one element. Default: 64.
    pub attributes: usize,
    /// Bytes of one name: of a method, a member or an element. Default: 256.
    pub name: usize,
    /// Bytes of one string or of one base64 text. Default: 8 MiB.
    pub string: usize,
    /// Bytes of a response. A larger result becomes a fault, whose text is cut if necessary; a fault of some hundred bytes
    /// is always sent. Default: 64 MiB.
    pub response: usize,
    /// Calls in one `system.multicall`. Default: 1,000.
    pub multicall: usize,
}

impl Limits {
    /// The maximum of [`depth`](Self::depth). A value of this depth is read, copied and dropped on a stack of 2 MB.
    pub const MAX_DEPTH: usize = 256;

    /// No bounds except on the depth, for trusted documents.
    pub(crate) const fn unlimited() -> Self {
        Limits {
            body: usize::MAX,
            depth: Self::MAX_DEPTH,
            values: usize::MAX,
            attributes: usize::MAX,
            name: usize::MAX,
            string: usize::MAX,
            response: usize::MAX,
            multicall: usize::MAX,
        }
    }

    #[doc(hidden)]
    pub fn check_body(&self, body: &[u8]) -> Result<(), Error> {
        if body.len() <= self.body {
            return Ok(());
        }
        let limit = self.body;
        let message = format!("the document is larger than the {limit} bytes that `Limits::body` allows");
        Err(Error::limit(message))
    }

    #[cold]
    pub(crate) fn too_many_values(&self) -> Error {
        Error::limit(format!("more than the {} values that `Limits::values` allows", self.values))
    }

    #[cold]
    pub(crate) fn text_too_long(&self) -> Error {
        Error::limit(format!("a text is longer than the {} bytes that `Limits::string` allows", self.string))
    }

    #[cold]
    pub(crate) fn member_name_too_long(&self) -> Error {
        Error::limit(format!("a member's name is longer than the {} bytes that `Limits::name` allows", self.name))
    }

    #[cold]
    pub(crate) fn method_name_too_long(&self) -> Error {
        Error::limit(format!("the method's name is longer than the {} bytes that `Limits::name` allows", self.name))
    }

    #[cold]
    pub(crate) fn element_name_too_long(&self) -> Error {
        Error::limit(format!("an element's name is longer than the {} bytes that `Limits::name` allows", self.name))
    }

    #[cold]
    pub(crate) fn too_many_attributes(&self) -> Error {
        let limit = self.attributes;
        Error::limit(format!("an element has more than the {limit} attributes that `Limits::attributes` allows"))
    }

    #[cold]
    #[doc(hidden)]
    pub fn too_many_calls(&self) -> Error {
        let limit = self.multicall;
        Error::limit(format!("more than the {limit} calls in one request that `Limits::multicall` allows"))
    }

    #[cold]
    pub(crate) fn too_deep(&self) -> Error {
        let limit = self.effective_depth();
        Error::limit(format!(
            "arrays and structs are nested deeper than the {limit} levels that `Limits::depth` allows"
        ))
    }

    #[doc(hidden)]
    pub fn effective_depth(&self) -> usize {
        self.depth.min(Self::MAX_DEPTH)
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            body: 8 << 20,
            depth: 64,
            values: 500_000,
            attributes: 64,
            name: 256,
            string: 8 << 20,
            response: 64 << 20,
            multicall: 1_000,
        }
    }
}
