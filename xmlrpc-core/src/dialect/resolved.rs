use super::{Dialect, Encoding};

/// The dialect of one response, compared with the standard one once.
#[derive(Debug, Clone, Copy)]
pub struct ResolvedDialect {
    dialect: Dialect,
    is_standard: bool,
}

impl ResolvedDialect {
    /// Resolves a dialect.
    #[inline]
    pub fn of(dialect: &Dialect) -> Self {
        ResolvedDialect { dialect: *dialect, is_standard: dialect.unless_standard().is_none() }
    }

    /// The dialect; `None` for the standard one, which has a fast path of its own in the writers.
    #[inline]
    pub fn unless_standard(&self) -> Option<&Dialect> {
        if self.is_standard { None } else { Some(&self.dialect) }
    }

    /// The dialect.
    pub fn dialect(&self) -> &Dialect {
        &self.dialect
    }

    /// Whether the character set depends on the caller's `Accept-Charset`.
    #[inline]
    pub fn depends_on_caller(&self) -> bool {
        self.unless_standard().is_some_and(|dialect| dialect.encoding == Encoding::AsAccepted)
    }

    /// The name of the character set.
    #[inline]
    pub fn charset(&self) -> &'static str {
        self.unless_standard().map_or("utf-8", |dialect| dialect.encoding.charset())
    }
}
