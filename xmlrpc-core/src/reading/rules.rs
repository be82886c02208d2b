use super::Reading;
use crate::limits::Limits;

/// What one document may be and cost.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rules {
    pub(crate) limits: Limits,
    pub(crate) reading: Reading,
}

impl Rules {
    /// The standard reading within these limits.
    pub(crate) const fn within(limits: Limits) -> Self {
        Rules { limits, reading: Reading::standard() }
    }
}
