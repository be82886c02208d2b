//! What a call costs in allocations.
//!
//! One test in a program of its own: whatever else ran beside it would be counted too.

use bytes::Bytes;
