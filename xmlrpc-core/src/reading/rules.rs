use super::Reading;
use crate::limits::Limits;

/// How documents are read, and what they may cost.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    #[doc(hidden)]
    pub limits: Limits,
    #[doc(hidden)]
    pub reading: Reading,
}

impl Rules {
    /// The standard reading within these limits.
    pub const fn within(limits: Limits) -> Self {
        Rules::of(Reading::standard(), limits)
    }

    pub(crate) const fn of(reading: Reading, limits: Limits) -> Self {
        Rules { limits, reading }
    }
}
