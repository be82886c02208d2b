//! The limit of open files, of which each connection is one.

use crate::log;

/// Files that a server has open besides its connections.
const OTHERS: usize = 64;

/// Raises the soft limit of open files to the hard one. Warns if the process may not open a file for each connection even
/// so.
pub(super) fn raise(connections: usize, workers: usize) {
    let needed = connections.saturating_add(workers.saturating_mul(4)).saturating_add(OTHERS);
    if let Some(files) = raised().filter(|files| *files < needed as u64) {
        log::notice(format_args!(
            "the process may open {files} files, too few for `max_connections({connections})`: raise the hard limit to \
             {needed} (`ulimit -Hn`, `LimitNOFILE=`), or lower `max_connections`"
        ));
    }
}

/// The limit that holds from now on; none if the system has none.
#[cfg(unix)]
fn raised() -> Option<u64> {
    let unchanged = || rlimit::getrlimit(rlimit::Resource::NOFILE).map(|(soft, _)| soft);
    rlimit::increase_nofile_limit(rlimit::INFINITY).or_else(|_| unchanged()).ok()
}

#[cfg(not(unix))]
fn raised() -> Option<u64> {
    None
}
