//! The quirks of each client that are logged already: each is logged once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use xmlrpc_service::reading::{Quirk, Quirks};

/// The number of clients that are remembered. Beyond it, old ones are forgotten, and logged again if they return.
const MOST_CLIENTS: usize = 10_000;

/// The quirks already logged for each client. A client is an IP address; all clients without one count as one.
#[derive(Debug, Default)]
pub(super) struct QuirkLogFilter(Mutex<HashMap<Option<IpAddr>, Quirks>>);

impl QuirkLogFilter {
    /// Returns the quirks of a client that are not logged yet, and marks them as logged.
    pub(super) fn take_new(&self, client: Option<IpAddr>, quirks: Quirks) -> Vec<Quirk> {
        // A panic elsewhere costs at most a duplicate line.
        let mut quirk_log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if quirk_log.len() >= MOST_CLIENTS
            && !quirk_log.contains_key(&client)
            && let Some(any) = quirk_log.keys().next().copied()
        {
            quirk_log.remove(&any);
        }
        let before = quirk_log.entry(client).or_default();
        let new = quirks.iter().filter(|quirk| !before.contains(*quirk)).collect();
        *before = before.union(quirks);
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u32) -> Option<IpAddr> {
        Some(IpAddr::from(number.to_be_bytes()))
    }

    #[test]
    fn each_quirk_is_new_once_for_each_client() {
        let quirk_log = QuirkLogFilter::default();
        let both: Quirks = [Quirk::UpperCase, Quirk::BooleanWord].into_iter().collect();
        assert_eq!(quirk_log.take_new(address(1), [Quirk::UpperCase].into_iter().collect()), [Quirk::UpperCase]);
        assert_eq!(quirk_log.take_new(address(1), both), [Quirk::BooleanWord]);
        assert_eq!(quirk_log.take_new(address(1), both), []);
        assert_eq!(quirk_log.take_new(address(2), both).len(), 2);
        assert_eq!(quirk_log.take_new(None, both).len(), 2);
    }

    #[test]
    fn the_table_is_bounded() {
        let quirk_log = QuirkLogFilter::default();
        let quirks: Quirks = [Quirk::UpperCase].into_iter().collect();
        for number in 0..=MOST_CLIENTS as u32 {
            assert_eq!(quirk_log.take_new(address(number), quirks).len(), 1);
        }
        assert_eq!(quirk_log.0.lock().unwrap_or_else(PoisonError::into_inner).len(), MOST_CLIENTS);
    }
}
