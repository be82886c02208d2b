//! The limit of open files, of which each connection is one.

use crate::log;

/// Files that a server has open besides its connections, and each of its workers.
const OTHERS: usize = 64;
const OF_WORKER: usize = 4;

/// Raises the soft limit of open files to the hard one, and returns how many connections the process can have: those that
/// are wanted, or fewer, with a warning.
pub(super) fn fitting(wanted: usize, workers: usize) -> usize {
    let needed = wanted.saturating_add(of_server(workers));
    let Some(files) = raised().and_then(|files| usize::try_from(files).ok()).filter(|files| *files < needed) else {
        return wanted;
    };
    let connections = within(files, workers).min(wanted);
    log::notice(format_args!(
        "the process may open {files} files, too few for `max_connections({wanted})`, so that at most {connections} \
         connections are open at a time: raise the hard limit to {needed} (`ulimit -Hn`, `LimitNOFILE=`), or lower \
         `max_connections`"
    ));
    connections
}

fn of_server(workers: usize) -> usize {
    workers.saturating_mul(OF_WORKER).saturating_add(OTHERS)
}

/// How many of these files are for connections. The methods need some, too; and if there are few, connections do not get all.
fn within(files: usize, workers: usize) -> usize {
    let others = of_server(workers).saturating_add(files / 16).min(files / 2);
    // The connections are shared equally by the workers, rounded up.
    let connections = (files - others).max(1);
    (connections / workers * workers).max(1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_files_to_others() {
        for (files, workers, connections) in [(1024, 2, 888), (1024, 8, 864), (256, 2, 168), (64, 2, 32), (8, 16, 1)] {
            assert_eq!(within(files, workers), connections, "{files} files, {workers} workers");
        }
    }
}
