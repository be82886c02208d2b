//! Child processes that must end in time.

use std::io::Read;
use std::path::Path;
use std::process::Child;
use std::thread;
use std::time::{Duration, Instant};

/// The root folder of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("the package is in a folder of `tests`")
}

/// How a process ended.
#[derive(Debug)]
pub struct Ending {
    /// The exit code; none if a signal ended it.
    pub code: Option<i32>,
    /// What it wrote to stdout.
    pub stdout: String,
    /// What it wrote to stderr.
    pub stderr: String,
}

/// Waits for a process with piped output. The test fails if the process does not end within `timeout`.
#[allow(clippy::panic, reason = "a test that cannot go on has failed")]
pub fn finish(child: &mut Child, name: &str, timeout: Duration) -> Ending {
    let stdout = thread::spawn({
        let pipe = child.stdout.take();
        move || read(pipe)
    });
    let stderr = thread::spawn({
        let pipe = child.stderr.take();
        move || read(pipe)
    });
    let start = Instant::now();
    let mut status = None;
    while status.is_none() && start.elapsed() < timeout {
        thread::sleep(Duration::from_millis(5));
        status = child.try_wait().expect("a child can be waited for");
    }
    if status.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    let stdout = stdout.join().expect("the reading thread ends");
    let stderr = stderr.join().expect("the reading thread ends");
    match status {
        Some(status) => Ending { code: status.code(), stdout, stderr },
        None => panic!("{name} did not end within {timeout:?}; it wrote:\n{stdout}{stderr}"),
    }
}

fn read(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        let _ = pipe.read_to_end(&mut bytes);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
