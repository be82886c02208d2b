//! The examples as processes of their own.

use std::env;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

pub use xmlrpc_protocol_tests::process::{Ending, workspace};

use xmlrpc_protocol_tests::process::finish;

/// What may take a moment on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// The executable of an example; the first call builds them all.
fn executable(example: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(build).join(example).with_extension(env::consts::EXE_EXTENSION)
}

/// Builds the examples beside the running test: in its target folder, with its profile.
fn build() -> PathBuf {
    let test = env::current_exe().expect("the test has a path");
    // `target/debug/deps/examples-0123`
    let profile_folder = test.ancestors().nth(2).expect("the test is in a target folder");
    let profile = match profile_folder.file_name().and_then(|name| name.to_str()) {
        Some("debug") | None => "dev",
        Some(profile) => profile,
    };
    let status = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--workspace", "--examples", "--profile", profile, "--target-dir"])
        .arg(profile_folder.parent().expect("a profile's folder is in the target folder"))
        .current_dir(workspace())
        .status()
        .expect("cargo starts");
    assert!(status.success(), "the examples cannot be built");
    profile_folder.join("examples")
}

/// An example that runs and serves. Dropping it ends it.
#[derive(Debug)]
pub struct Program {
    child: Child,
    announcement: String,
    log: Arc<Mutex<String>>,
}

impl Program {
    /// Starts an example and waits until it says where it serves.
    pub fn start(example: &str, arguments: &[&str]) -> Self {
        let mut child = command(example, arguments).spawn().expect("the example starts");
        let log = collect(child.stderr.take().expect("stderr is a pipe"));
        let mut lines = BufReader::new(child.stdout.take().expect("stdout is a pipe")).lines().map_while(Result::ok);
        let announcement = lines.find(|line| line.starts_with("Serving ")).unwrap_or_default();
        // Whatever else it prints must find a reader.
        thread::spawn(move || lines.for_each(drop));
        let program = Program { child, announcement, log };
        assert!(!program.announcement.is_empty(), "{example} does not serve: {}", program.log());
        program
    }

    /// The line that tells where the program serves.
    pub fn announcement(&self) -> &str {
        &self.announcement
    }

    /// The address that the program serves at, without a path.
    pub fn url(&self) -> &str {
        let begin = self.announcement.find("http://").expect("the announcement has a URL");
        let url = &self.announcement[begin..];
        let host = "http://".len();
        url[host..].find('/').map_or(url, |path| &url[..host + path])
    }

    /// What the program has written to stderr so far.
    pub fn log(&self) -> String {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until stderr holds `text`.
    pub fn wait_for_log(&self, text: &str) {
        let start = Instant::now();
        while !self.log().contains(text) {
            assert!(start.elapsed() < PATIENCE, "no {text:?} in the log:\n{}", self.log());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Whether the program still runs.
    pub fn is_running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs an example that is expected to end by itself.
pub fn run_to_end(example: &str, arguments: &[&str]) -> Ending {
    let mut child = command(example, arguments).spawn().expect("the example starts");
    finish(&mut child, example, PATIENCE)
}

fn command(example: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(executable(example));
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Reads lines in the background, for as long as they come.
fn collect(pipe: impl Read + Send + 'static) -> Arc<Mutex<String>> {
    let all = Arc::new(Mutex::new(String::new()));
    let shared = Arc::clone(&all);
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let mut all = shared.lock().unwrap_or_else(PoisonError::into_inner);
            all.push_str(&line);
            all.push('\n');
        }
    });
    all
}
