//! Lines on their way to stderr: a bounded queue, which a thread of its own writes.
//!
//! A pipe whose reader stalls blocks the writer. A worker that waited for it would answer no more calls, so workers only
//! add lines to the queue, and lines that do not fit are dropped and counted.

use std::fmt;
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use super::time::Timestamp;

/// Bytes that wait at most. The thread writes as many besides.
const CAPACITY: usize = 1 << 20;

static QUEUE: OnceLock<LineQueue> = OnceLock::new();

/// The queue of stderr, whose thread starts with the first line.
pub(super) fn stderr() -> &'static LineQueue {
    QUEUE.get_or_init(|| LineQueue::start(CAPACITY, io::stderr()))
}

/// Waits until stderr has all lines, at most for this time: before the process ends.
pub(crate) fn flush(patience: Duration) {
    if let Some(queue) = QUEUE.get() {
        queue.flush(patience);
    }
}

/// A bounded queue of lines.
pub(super) struct LineQueue(Arc<Shared>);

struct Shared {
    capacity: usize,
    waiting: Mutex<Waiting>,
    /// Lines were added.
    added: Condvar,
    /// All lines are written.
    written: Condvar,
}

#[derive(Default)]
struct Waiting {
    lines: Vec<u8>,
    /// Lines that did not fit since the last write.
    dropped: u64,
    /// Whether the thread is writing lines that it took.
    is_writing: bool,
}

impl LineQueue {
    /// Starts the thread that writes. Without a thread, all lines are dropped.
    fn start(capacity: usize, output: impl Write + Send + 'static) -> Self {
        let shared =
            Arc::new(Shared { capacity, waiting: Mutex::default(), added: Condvar::new(), written: Condvar::new() });
        let writer = Arc::clone(&shared);
        let started =
            thread::Builder::new().name("xmlrpc-server log".to_owned()).spawn(move || writer.write_to(output));
        drop(started);
        LineQueue(shared)
    }

    /// Adds a line with the present time in front, or drops it.
    pub(super) fn add(&self, line: impl fmt::Display) {
        let line = format!("{} {line}\n", Timestamp(SystemTime::now()));
        let mut waiting = self.0.waiting();
        if line.len() > self.0.capacity - waiting.lines.len() {
            waiting.dropped += 1;
            return;
        }
        waiting.lines.extend_from_slice(line.as_bytes());
        drop(waiting);
        self.0.added.notify_one();
    }

    /// Waits until all lines are written, at most for this time.
    fn flush(&self, patience: Duration) {
        let end = Instant::now() + patience;
        let mut waiting = self.0.waiting();
        while waiting.is_writing || !waiting.lines.is_empty() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            waiting = self.0.written.wait_timeout(waiting, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Shared {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        // No code panics while it holds the lock.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes lines as they come, in pieces of whole lines.
    fn write_to(&self, mut output: impl Write) {
        let mut taken = Vec::new();
        loop {
            let mut waiting = self.waiting();
            while waiting.lines.is_empty() && waiting.dropped == 0 {
                waiting.is_writing = false;
                self.written.notify_all();
                waiting = self.added.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            std::mem::swap(&mut waiting.lines, &mut taken);
            let dropped = std::mem::take(&mut waiting.dropped);
            waiting.is_writing = true;
            drop(waiting);
            if dropped > 0 {
                let time = Timestamp(SystemTime::now());
                let lines = if dropped == 1 { "line was" } else { "lines were" };
                let text = format!("{time} {dropped} {lines} dropped here: stderr is read too slowly\n");
                taken.extend_from_slice(text.as_bytes());
            }
            // The reader may be gone.
            let _ = output.write_all(&taken).and_then(|()| output.flush());
            taken.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    const PATIENCE: Duration = Duration::from_secs(10);

    /// An output that takes a piece each time it is allowed to.
    struct Gate {
        allowed: Receiver<()>,
        pieces: Sender<String>,
    }

    impl Write for Gate {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.allowed.recv().is_err() {
                return Err(io::ErrorKind::BrokenPipe.into());
            }
            let _ = self.pieces.send(String::from_utf8_lossy(bytes).into_owned());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn gate(capacity: usize) -> (LineQueue, Sender<()>, Receiver<String>) {
        let ((allow, allowed), (pieces, written)) = (channel(), channel());
        (LineQueue::start(capacity, Gate { allowed, pieces }), allow, written)
    }

    #[test]
    fn lines_have_a_time_and_keep_their_order() {
        let (queue, allow, written) = gate(1000);
        queue.add("one");
        allow.send(()).expect("the thread runs");
        let line = written.recv_timeout(PATIENCE).expect("a line");
        let (time, rest) = line.split_once(' ').expect("a time in front");
        assert_eq!(rest, "one\n");
        assert!(time.len() == 24 && time.ends_with('Z'), "{time}");
    }

    #[test]
    fn a_stalled_output_costs_lines_and_no_time() {
        let (queue, allow, written) = gate(100);
        queue.add("first");
        while !queue.0.waiting().is_writing {
            thread::yield_now();
        }
        for _ in 0..10_000 {
            queue.add("more");
        }
        queue.flush(Duration::from_millis(50));
        assert!(queue.0.waiting().lines.len() <= 100);
        for _ in 0..3 {
            allow.send(()).expect("the thread runs");
        }
        let mut all = written.recv_timeout(PATIENCE).expect("the first line");
        while !all.contains("dropped") {
            all.push_str(&written.recv_timeout(PATIENCE).expect("the rest"));
        }
        let kept = all.matches(" more\n").count();
        assert!((1..=3).contains(&kept), "{all}");
        assert!(all.contains(&format!(" {} lines were dropped here", 10_000 - kept)), "{all}");
        queue.flush(PATIENCE);
        assert!(queue.0.waiting().lines.is_empty());
    }
}
