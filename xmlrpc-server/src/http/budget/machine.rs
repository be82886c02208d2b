//! The memory of the machine or of the container.

use std::fs;
use std::path::{Path, PathBuf};

/// Returns the memory in bytes that this process can use; none if the system does not tell.
pub(super) fn memory() -> Option<usize> {
    let machine = fs::read_to_string("/proc/meminfo").ok().and_then(|text| total(&text));
    let groups = fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let limits = limit_files(&groups, Path::new("/sys/fs/cgroup"));
    let limits = limits.iter().filter_map(|file| fs::read_to_string(file).ok()?.trim().parse::<usize>().ok());
    limits.chain(machine).min()
}

/// The line of `/proc/meminfo` with the size of the memory.
fn total(text: &str) -> Option<usize> {
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<usize>().ok()?.checked_mul(1024)
}

/// The files with the limits of the process's control groups and of the groups around them, in both versions of control
/// groups. In a container the path may be that of the host, so the root of the mount is asked too. A file without a limit
/// has the text `max`, or a number that exceeds any memory.
fn limit_files(groups: &str, root: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for line in groups.lines() {
        let mut fields = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (fields.next(), fields.next()) else { continue };
        let (mount, file) = match controllers {
            "" => (root.to_owned(), "memory.max"),
            _ if controllers.split(',').any(|controller| controller == "memory") => {
                (root.join("memory"), "memory.limit_in_bytes")
            }
            _ => continue,
        };
        let around = Path::new(path.trim_start_matches('/')).ancestors();
        files.extend(around.map(|group| mount.join(group).join(file)));
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_size_of_the_memory_is_read() {
        assert_eq!(total("MemTotal:        2048 kB\nMemFree: 1 kB\n"), Some(2 << 20));
        assert_eq!(total("MemFree: 1 kB\n"), None);
    }

    #[test]
    fn all_groups_around_the_process_have_limits() {
        let root = Path::new("/g");
        let files = limit_files("0::/system.slice/rpc.service\n", root);
        let names = ["/g/system.slice/rpc.service/memory.max", "/g/system.slice/memory.max", "/g/memory.max"];
        assert_eq!(files, names.map(PathBuf::from));
        let files = limit_files("5:cpu,memory:/docker/4f\n3:pids:/docker/4f\n", root);
        let names = ["docker/4f/memory.limit_in_bytes", "docker/memory.limit_in_bytes", "memory.limit_in_bytes"];
        assert_eq!(files, names.map(|name| root.join("memory").join(name)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn this_machine_has_memory() {
        assert!(memory().is_some_and(|memory| memory > 1 << 20));
    }
}
