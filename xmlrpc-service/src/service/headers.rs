//! The headers of a request, as methods and hooks see them.

use std::sync::Arc;

/// Looks up the headers of a request, wherever a transport keeps them.
pub trait HeaderLookup: Send + Sync {
    /// The value of the header of this name, whatever its case; the first if there are several.
    fn header(&self, name: &str) -> Option<&str>;
}

/// The headers of a context: an array or a vector of names and values, or a [`HeaderLookup`] in an `Arc`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of headers",
    label = "not headers",
    note = "write names with their values: `[(\"X-Clerk\", \"Ann\")]`"
)]
pub trait IntoHeaders {
    /// Makes them a lookup.
    fn into_headers(self) -> Arc<dyn HeaderLookup>;
}

impl<L: HeaderLookup + 'static> IntoHeaders for Arc<L> {
    fn into_headers(self) -> Arc<dyn HeaderLookup> {
        self
    }
}

impl IntoHeaders for Arc<dyn HeaderLookup> {
    fn into_headers(self) -> Arc<dyn HeaderLookup> {
        self
    }
}

impl<N: Into<String>, V: Into<String>, const COUNT: usize> IntoHeaders for [(N, V); COUNT] {
    fn into_headers(self) -> Arc<dyn HeaderLookup> {
        Arc::new(HeaderList(self.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }
}

impl<N: Into<String>, V: Into<String>> IntoHeaders for Vec<(N, V)> {
    fn into_headers(self) -> Arc<dyn HeaderLookup> {
        Arc::new(HeaderList(self.into_iter().map(|(name, value)| (name.into(), value.into())).collect()))
    }
}

/// Headers that are listed.
struct HeaderList(Vec<(String, String)>);

impl HeaderLookup for HeaderList {
    fn header(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}
