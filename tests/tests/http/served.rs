//! The `served` program as a process.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{io, thread};

use rustix::process::{Pid, Signal, kill_process};

pub(crate) struct Served {
    child: Child,
    stdout: Option<io::Lines<BufReader<ChildStdout>>>,
    pub(crate) announcement: String,
    pub(crate) address: SocketAddr,
}

impl Served {
    pub(crate) fn start(options: &[&str]) -> Self {
        Served::start_as(Command::new(env!("CARGO_BIN_EXE_served")).args(options))
    }

    /// With at most this many open files.
    pub(crate) fn start_with_few_files(files: usize) -> Self {
        let line = format!("ulimit -n {files}; exec \"$0\" --quiet");
        Served::start_as(Command::new("sh").args(["-c", &line, env!("CARGO_BIN_EXE_served")]))
    }

    fn start_as(command: &mut Command) -> Self {
        // What a panic prints is no part of what is tested, and to look symbols up takes memory.
        let command = command.env("RUST_BACKTRACE", "0");
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let announcement = stdout.find_map(|line| line.ok().filter(|line| line.contains("Serving "))).unwrap();
        let port = announcement.split_once("127.0.0.1:").unwrap().1.split_once('/').unwrap().0;
        let address = SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap()));
        Served { child, stdout: Some(stdout), announcement, address }
    }

    pub(crate) fn signal(&self, name: &str) {
        assert!(self.try_signal(name), "the process has ended");
    }

    /// Sends a signal to a process that may have ended; whether it has not.
    pub(crate) fn try_signal(&self, name: &str) -> bool {
        let signal = match name {
            "TERM" => Signal::TERM,
            "INT" => Signal::INT,
            "HUP" => Signal::HUP,
            other => panic!("no signal {other}"),
        };
        kill_process(Pid::from_child(&self.child), signal).is_ok()
    }

    /// Sends a signal again and again until the process ends; whether it does so in time. One signal may come while
    /// another is being handled, and be lost.
    pub(crate) fn signal_until_it_ends(&mut self, name: &str, patience: Duration) -> bool {
        let started = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            if started.elapsed() > patience {
                return false;
            }
            self.try_signal(name);
            thread::sleep(Duration::from_millis(100));
        }
        true
    }

    /// Waits until the program prints this line.
    pub(crate) fn wait_for_line(&mut self, expected: &str) {
        assert!(self.stdout.as_mut().unwrap().any(|line| line.unwrap() == expected));
    }

    /// Waits for the end: how it was, and the log.
    pub(crate) fn end(mut self) -> (ExitStatus, String) {
        // Whatever else it prints must find a reader.
        let stdout = self.stdout.take().unwrap();
        thread::spawn(move || stdout.for_each(drop));
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap(), log)
    }

    /// Waits for the end without reading the log; whether it comes in time.
    pub(crate) fn ends_within(&mut self, patience: Duration) -> bool {
        let started = Instant::now();
        while self.child.try_wait().unwrap().is_none() {
            if started.elapsed() > patience {
                return false;
            }
            thread::sleep(Duration::from_millis(20));
        }
        true
    }

    /// Waits for the end; whether it was a good one.
    pub(crate) fn exits_well(&mut self) -> bool {
        self.child.wait().unwrap().success()
    }

    /// Reads and discards the log, so that its writer never waits.
    pub(crate) fn forget_the_log(mut self) -> Self {
        let mut stderr = self.child.stderr.take().unwrap();
        thread::spawn(move || io::copy(&mut stderr, &mut io::sink()));
        self
    }

    /// Bytes of memory that it occupies.
    pub(crate) fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
    }

    /// Processor time that it has used.
    pub(crate) fn processor_time(&self) -> Duration {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        let fields: Vec<_> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks = fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap();
        // A tick is 10 ms wherever Linux runs.
        Duration::from_millis(ticks * 10)
    }

    /// Files and sockets that it has open.
    pub(crate) fn open_files(&self) -> usize {
        fs::read_dir(format!("/proc/{}/fd", self.child.id())).unwrap().count()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Waits until `condition` holds.
pub(crate) fn wait_until(what: &str, patience: Duration, condition: impl Fn() -> bool) {
    let started = Instant::now();
    while !condition() {
        assert!(started.elapsed() < patience, "{what}: not within {patience:?}");
        thread::sleep(Duration::from_millis(20));
    }
}
