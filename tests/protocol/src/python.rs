//! Python programs as clients.

use std::ffi::OsStr;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use crate::process::{finish, workspace};

/// How long a client may run that has no reason to take long.
const PATIENCE: Duration = Duration::from_secs(120);

/// Runs a script, given by its path from the top of the workspace, and answers what it printed.
///
/// Fails the test if the script fails.
pub fn run_script(path: &str, arguments: &[&str]) -> String {
    let path = workspace().join(path);
    let arguments: Vec<_> = arguments.iter().map(OsStr::new).collect();
    run(&[&[path.as_os_str()], arguments.as_slice()].concat(), &path.to_string_lossy())
}

/// Runs some lines of Python, and answers what they printed. `sys.argv[1:]` are the arguments.
///
/// Fails the test if they fail.
pub fn run_code(code: &str, arguments: &[&str]) -> String {
    let mut all = vec![OsStr::new("-c"), OsStr::new(code)];
    all.extend(arguments.iter().map(OsStr::new));
    run(&all, "the Python client")
}

fn run(arguments: &[&OsStr], name: &str) -> String {
    check_that_python_starts();
    let mut child = Command::new("python3")
        .args(arguments)
        .env("PYTHONIOENCODING", "utf-8")
        // No `__pycache__` in the source tree, no proxy between client and server.
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("no_proxy", "*")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let ending = finish(&mut child, name, PATIENCE);
    assert!(ending.code == Some(0), "{name} failed:\n{}{}", ending.stdout, ending.stderr);
    ending.stdout.replace("\r\n", "\n")
}

fn check_that_python_starts() {
    static STARTS: OnceLock<bool> = OnceLock::new();
    let starts = STARTS.get_or_init(|| {
        let status = Command::new("python3").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        status.is_ok_and(|status| status.success())
    });
    assert!(starts, "this test calls the server from Python, and there is none: install Python 3 as `python3`");
}
