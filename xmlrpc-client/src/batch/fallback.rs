//! Whether a server has no `system.multicall`.

use xmlrpc_core::fault::METHOD_NOT_FOUND;

use super::MULTICALL;
use crate::error::{Error, ErrorKind};

/// Fault codes for an unknown method: the interoperability code, those of xmlrpc-c and of twisted.
const UNKNOWN: [i32; 3] = [METHOD_NOT_FOUND, -506, 8001];

/// Pieces of other servers' texts for an unknown method.
const TEXTS: [&str; 11] = [
    "not supported",
    "unsupported",
    "unknown method",
    "unknown_method",
    "no such method",
    "no such handler",
    "no method",
    "not found",
    "does not exist",
    "not registered",
    "undefined method",
];

/// HTTP statuses for an unknown method.
const STATUSES: [u16; 3] = [400, 404, 501];

/// Whether an error of a multicall says that the server does not know `system.multicall`. No call of it has run then.
///
/// Some servers answer a whole multicall with the fault of one entry, after others have run. Such a fault names the entry.
pub(super) fn lacks_multicall<'a>(error: &Error, mut methods: impl Iterator<Item = &'a str>) -> bool {
    let Some(fault) = error.fault() else {
        let status = error.status().filter(|_| error.kind() == ErrorKind::Http);
        return status.is_some_and(|status| STATUSES.contains(&status));
    };
    let text = fault.message();
    if !text.contains(MULTICALL) && methods.any(|method| text.contains(method)) {
        return false;
    }
    let text = text.to_ascii_lowercase();
    UNKNOWN.contains(&fault.code()) || TEXTS.iter().any(|piece| text.contains(piece))
}

#[cfg(test)]
mod tests {
    use xmlrpc_core::Fault;

    use super::*;

    fn lacks(code: i32, text: &'static str) -> bool {
        lacks_multicall(&Fault::new(code, text).into(), ["add", "dir.list"].into_iter())
    }

    #[test]
    fn servers_say_it_in_their_own_ways() {
        assert!(lacks(-32601, "method \"system.multicall\" is not supported"));
        assert!(lacks(1, "<class 'Exception'>:method \"system.multicall\" is not supported"));
        assert!(lacks(-506, "Method 'system.multicall' not defined"));
        assert!(lacks(8001, "procedure system.multicall not found"));
        assert!(lacks(0, "No such handler: system.multicall"));
        assert!(lacks_multicall(&Error::http(404, None, b""), [].into_iter()));
    }

    #[test]
    fn other_failures_are_no_lack_of_it() {
        assert!(!lacks(-32500, "the disk is full"));
        assert!(!lacks(-32601, "unknown method: dir.list"));
        assert!(!lacks_multicall(&Error::http(500, None, b""), [].into_iter()));
        assert!(!lacks_multicall(&Error::usage("no"), [].into_iter()));
    }
}
