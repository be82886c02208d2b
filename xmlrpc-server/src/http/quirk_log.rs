//! Which client's quirks the log has told: each is told once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use xmlrpc_service::reading::{Quirk, Quirks};

/// Clients that are remembered; of more, some are forgotten, and told again when they come back.
const MOST_CLIENTS: usize = 10_000;

/// The quirks that were told of each client. A client is an address; without one, as behind a Unix socket, all are one.
#[derive(Debug, Default)]
pub(super) struct QuirkLogFilter(Mutex<HashMap<Option<IpAddr>, Quirks>>);

impl QuirkLogFilter {
    /// Those of a client's quirks that have not been told; from here on, they have.
    pub(super) fn news(&self, client: Option<IpAddr>, quirks: Quirks) -> Vec<Quirk> {
        // What a panic could leave behind is a line too many.
        let mut quirk_log = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if quirk_log.len() >= MOST_CLIENTS
            && !quirk_log.contains_key(&client)
            && let Some(any) = quirk_log.keys().next().copied()
        {
            quirk_log.remove(&any);
        }
        let before = quirk_log.entry(client).or_default();
        let news = quirks.iter().filter(|quirk| !before.contains(*quirk)).collect();
        *before = before.union(quirks);
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(number: u32) -> Option<IpAddr> {
        Some(IpAddr::from(number.to_be_bytes()))
    }

    #[test]
    fn each_quirk_is_news_once_for_each_client() {
        let quirk_log = QuirkLogFilter::default();
        let both: Quirks = [Quirk::UpperCase, Quirk::TextInNil].into_iter().collect();
        assert_eq!(quirk_log.news(address(1), [Quirk::UpperCase].into_iter().collect()), [Quirk::UpperCase]);
        assert_eq!(quirk_log.news(address(1), both), [Quirk::TextInNil]);
        assert_eq!(quirk_log.news(address(1), both), []);
        assert_eq!(quirk_log.news(address(2), both).len(), 2);
        assert_eq!(quirk_log.news(None, both).len(), 2);
    }

    #[test]
    fn the_table_is_bounded() {
        let quirk_log = QuirkLogFilter::default();
        let quirks: Quirks = [Quirk::UpperCase].into_iter().collect();
        for number in 0..=MOST_CLIENTS as u32 {
            assert_eq!(quirk_log.news(address(number), quirks).len(), 1);
        }
        assert_eq!(quirk_log.0.lock().unwrap_or_else(PoisonError::into_inner).len(), MOST_CLIENTS);
    }
}
