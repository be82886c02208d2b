//! The settings of the HTTP side, which are those of an [`Endpoint`](crate::Endpoint).

use std::time::Duration;

use super::Server;

impl Server {
    /// Sets how long a request's body may take from its head to its end; 30 seconds unless set. See
    /// [`Endpoint::body_timeout`](crate::Endpoint::body_timeout).
    pub fn body_timeout(mut self, timeout: Duration) -> Self {
        self.http.body_pace.timeout = timeout;
        self
    }

    /// Sets how many bytes of a body earn it another second; 1,000 unless set. See
    /// [`Endpoint::body_rate`](crate::Endpoint::body_rate).
    pub fn body_rate(mut self, bytes_per_second: u32) -> Self {
        self.http.body_pace.rate = bytes_per_second;
        self
    }

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
