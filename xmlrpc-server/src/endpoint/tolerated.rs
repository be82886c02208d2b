//! Which client's quirks the log has told: each is told once.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use xmlrpc_service::reading::{Quirk, Quirks};

/// Clients that are remembered; of more, some are forgotten, and told again when they come back.
const MOST_CLIENTS: usize = 10_000;

/// The quirks that were told of each client. A client is an address; without one, as behind a Unix socket, all are one.
#[derive(Debug, Default)]
pub(super) struct Told(Mutex<HashMap<Option<IpAddr>, Quirks>>);

impl Told {
    /// Those of a client's quirks that have not been told; from here on, they have.
    pub(super) fn news(&self, client: Option<IpAddr>, quirks: Quirks) -> Vec<Quirk> {
        // What a panic could leave behind is a line too many.
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.len() >= MOST_CLIENTS
            && !told.contains_key(&client)
            && let Some(any) = told.keys().next().copied()
        {
            told.remove(&any);
        }
        let before = told.entry(client).or_default();
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
        let told = Told::default();
        let both: Quirks = [Quirk::UpperCase, Quirk::TextInNil].into_iter().collect();
        assert_eq!(told.news(address(1), [Quirk::UpperCase].into_iter().collect()), [Quirk::UpperCase]);
        assert_eq!(told.news(address(1), both), [Quirk::TextInNil]);
        assert_eq!(told.news(address(1), both), []);
        assert_eq!(told.news(address(2), both).len(), 2);
        assert_eq!(told.news(None, both).len(), 2);
    }

    #[test]
    fn the_table_is_bounded() {
        let told = Told::default();
        let quirks: Quirks = [Quirk::UpperCase].into_iter().collect();
        for number in 0..=MOST_CLIENTS as u32 {
            assert_eq!(told.news(address(number), quirks).len(), 1);
        }
        assert_eq!(told.0.lock().unwrap_or_else(PoisonError::into_inner).len(), MOST_CLIENTS);
    }
}
