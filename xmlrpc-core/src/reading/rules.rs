use std::sync::Arc;

use super::Reading;
use super::origin::Origin;
use crate::error::Error;
use crate::limits::Limits;

/// What one document may be and cost.
#[derive(Debug, Clone)]
pub struct Rules {
    #[doc(hidden)]
    pub limits: Limits,
    #[doc(hidden)]
    pub reading: Reading,
    /// Whether a document goes through passes before it is read.
    pub passes: bool,
    /// Where the text that is read comes from, if it is not as it was sent.
    pub(super) origin: Option<Arc<Origin>>,
}

impl Rules {
    /// The standard reading within these limits.
    pub const fn within(limits: Limits) -> Self {
        Rules::of(Reading::standard(), limits)
    }

    pub(crate) const fn of(reading: Reading, limits: Limits) -> Self {
        Rules { limits, reading, passes: reading.has_passes(), origin: None }
    }

    #[doc(hidden)]
    pub const fn set_reading(&mut self, reading: Reading) {
        self.reading = reading;
        self.passes = reading.has_passes();
    }

    /// Gives an error its line and column, which are those of the document as it was sent.
    #[cold]
    pub fn located(&self, error: Error, text: &str) -> Error {
        match &self.origin {
            None => error.in_text(text),
            Some(origin) => origin.located(error),
        }
    }
}
