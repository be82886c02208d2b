//! The settings of the HTTP side, which are those of an [`Endpoint`](crate::Endpoint).

use super::Server;

impl Server {
    /// Sets whether large answers are compressed for clients that ask for it; on unless set. See
    /// [`Endpoint::compression`](crate::Endpoint::compression).
    pub fn compression(mut self, on: bool) -> Self {
        self.http.compression = on;
        self
    }

    /// Sets the size, in bytes, from which on answers are compressed; 1,400 unless set.
    #[doc(alias = "encode_threshold")]
    pub fn compression_threshold(mut self, bytes: usize) -> Self {
        self.http.compression_threshold = bytes;
        self
    }

    /// Sets how many times its own size a compressed request may inflate to; 200 unless set. See
    /// [`Endpoint::inflation_ratio`](crate::Endpoint::inflation_ratio).
    pub fn inflation_ratio(mut self, times: usize) -> Self {
        self.http.inflation_ratio = times;
        self
    }
}
