//! The limit of open files, of which each connection is one.

use std::fs;

use crate::log;

/// Files that a server has open besides its connections.
const OTHERS: usize = 64;

/// Warns if the process may not open a file for each connection.
pub(super) fn check(connections: usize, workers: usize) {
    let needed = connections.saturating_add(workers.saturating_mul(4)).saturating_add(OTHERS);
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    if let Some(files) = open_files(&limits).filter(|files| *files < needed) {
        log::notice(format_args!(
            "the process may open {files} files, too few for `max_connections({connections})`: raise the limit to {needed} \
             (`ulimit -n`, `LimitNOFILE=`), or lower `max_connections`"
        ));
    }
}

/// The limit that holds, of `/proc/self/limits`; none if there is no limit.
fn open_files(limits: &str) -> Option<usize> {
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_that_holds_is_read() {
        let limits = "Max processes             91000  91000  processes\nMax open files            1024                 524288               files\n";
        assert_eq!(open_files(limits), Some(1024));
        assert_eq!(open_files("Max open files            unlimited            unlimited            files"), None);
        assert_eq!(open_files(""), None);
    }
}
