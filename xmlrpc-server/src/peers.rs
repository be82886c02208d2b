//! How many connections or requests each client has.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The open connections, or the requests in flight, of each address, shared by all workers.
#[derive(Debug)]
pub(crate) struct PeerLimit {
    limit: usize,
    open: Mutex<HashMap<IpAddr, usize>>,
}

/// The place of one connection or request, returned on drop.
#[derive(Debug)]
pub(crate) struct PeerPlace {
    peers: Arc<PeerLimit>,
    network: IpAddr,
}

impl PeerLimit {
    pub(crate) fn new(limit: usize) -> Self {
        PeerLimit { limit, open: Mutex::default() }
    }

    /// Takes a place for one from this address. None if the address has too many.
    pub(crate) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<PeerPlace> {
        self.enter_within(self.limit, address)
    }

    /// The same with another limit.
    pub(crate) fn enter_within(self: &Arc<Self>, limit: usize, address: IpAddr) -> Option<PeerPlace> {
        let network = network(address);
        let mut open = self.open();
        let count = open.entry(network).or_default();
        if *count >= limit {
            return None;
        }
        *count += 1;
        drop(open);
        Some(PeerPlace { peers: Arc::clone(self), network })
    }

    fn open(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        // No code panics while it holds the lock.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for PeerPlace {
    fn drop(&mut self) {
        let mut open = self.peers.open();
        if let Some(count) = open.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.network);
            }
        }
    }
}

/// The addresses that one client can have: with IPv6, those of a network of 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn each_client_has_its_own_places() {
        let peers = Arc::new(PeerLimit::new(2));
        let first = peers.enter(address("192.0.2.1"));
        let second = peers.enter(address("::ffff:192.0.2.1"));
        assert!(first.is_some() && second.is_some() && peers.enter(address("192.0.2.1")).is_none());
        let _others = ["192.0.2.2", "2001:db8::1", "2001:db8::2"].map(|text| peers.enter(address(text)).expect("free"));
        assert!(peers.enter(address("2001:db8::3")).is_none(), "one network");
        assert!(peers.enter(address("2001:db8:0:1::3")).is_some());
        drop(first);
        assert!(peers.enter(address("192.0.2.1")).is_some());
        drop(second);
        assert!(!peers.open().contains_key(&address("192.0.2.1")));
    }
}
