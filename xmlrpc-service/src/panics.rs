//! Panics in code of the user.
//!
//! The dispatcher catches them and makes faults of them, whose private detail has the text and the place. Rust prints a
//! message of its own before that, on stderr and on the thread that panicked. If the reader of stderr stalls, the thread
//! waits for it. [`set_hook`] leaves that message out.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo, catch_unwind};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, Ordering};

/// No code of the user runs on this thread, or none that is guarded.
const OUTSIDE: u8 = 0;
const GUARDED: u8 = 1;
/// Guarded code has panicked, and the hook has recorded it.
const PANICKED: u8 = 2;

/// The beginnings of the texts of panics that do not unwind but end the process.
const ABORTING: [&str; 5] = [
    "panic in a destructor during cleanup",
    "panic in a function that cannot unwind",
    "unsafe precondition(s) violated",
    "misaligned pointer dereference",
    "null pointer dereference",
];

thread_local! {
    static STATE: Cell<u8> = const { Cell::new(OUTSIDE) };
    /// The panic that the hook has recorded last.
    static RECORD: RefCell<Option<Record>> = const { RefCell::new(None) };
}

/// Whether Rust's message is printed for panics in methods, too.
static MESSAGES: AtomicBool = AtomicBool::new(false);

/// What the hook knows about a panic.
struct Record {
    text: String,
    place: String,
}

impl Record {
    fn of(panic: &PanicHookInfo<'_>) -> Self {
        let place = panic.location().map(|place| format!(" (at {place})")).unwrap_or_default();
        Record { text: text_of(panic.payload()).to_owned(), place }
    }
}

fn text_of(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("a panic without a text")
}

/// Runs code of the user. An error is the text of its panic, with the place if there is a hook.
#[inline]
pub(crate) fn guarded<T>(run: impl FnOnce() -> T) -> Result<T, String> {
    let outer = STATE.replace(GUARDED);
    let outcome = catch_unwind(AssertUnwindSafe(run));
    let state = STATE.replace(outer);
    match outcome {
        Ok(value) => {
            if state == PANICKED {
                report_caught();
            }
            Ok(value)
        }
        Err(payload) => Err(described(payload)),
    }
}

#[cold]
fn described(payload: Box<dyn Any + Send>) -> String {
    let mut text = text_of(&*payload).to_owned();
    match take_record() {
        Some(record) if record.text == text => text.push_str(&record.place),
        Some(other) => report(&other),
        None => {}
    }
    // What was thrown may itself panic when it is dropped. What comes out then is let go of for good.
    let outer = STATE.replace(GUARDED);
    if let Err(again) = catch_unwind(AssertUnwindSafe(move || drop(payload))) {
        std::mem::forget(again);
    }
    STATE.set(outer);
    take_record();
    text
}

fn take_record() -> Option<Record> {
    RECORD.try_with(RefCell::take).ok().flatten()
}

/// Reports a panic that the user's code has caught itself: no fault has its text.
#[cold]
fn report_caught() {
    if let Some(record) = take_record() {
        report(&record);
    }
}

type Report = Box<dyn Fn(&str) + Send + Sync>;

/// Where panics are reported that become no fault. Empty if the messages of a hook have them.
static REPORT: std::sync::OnceLock<Report> = std::sync::OnceLock::new();

fn report(record: &Record) {
    if let Some(report) = REPORT.get().filter(|_| !MESSAGES.load(Ordering::Relaxed)) {
        report(&format!("{}{}", record.text, record.place));
    }
}

/// Sets a panic hook for the process, once, that does not print Rust's message for panics in methods. The fault of such a
/// panic has its text and its place as the private detail, for the log.
///
/// All other panics go to the hook that was set before. If that is not Rust's own, panics in methods go there, too. A
/// hook that the program sets later replaces this one.
///
/// `report` gets the text and the place of panics in methods that become no fault, since the method caught them itself.
/// With `messages`, Rust's message is printed for panics in methods as well, for the whole process.
///
/// For transports, such as `xmlrpc_server::Server`. In programs that abort on a panic, nothing is set.
///
/// ```
/// use xmlrpc_service::panics;
///
/// panics::set_hook(false, |text| log(text));
/// # fn log(_: &str) {}
/// ```
pub fn set_hook(messages: bool, report: impl Fn(&str) + Send + Sync + 'static) {
    static ONCE: Once = Once::new();
    if cfg!(panic = "abort") {
        return;
    }
    MESSAGES.fetch_or(messages, Ordering::Relaxed);
    ONCE.call_once(|| {
        let before = panic::take_hook();
        // Now Rust's own hook is set.
        let is_rusts = is_same(&*before, &*panic::take_hook());
        if is_rusts {
            let _ = REPORT.set(Box::new(report));
        }
        panic::set_hook(Box::new(move |panic| {
            if !record(panic) || !is_rusts || MESSAGES.load(Ordering::Relaxed) {
                before(panic);
            }
        }));
    });
}

/// Whether two hooks are the same. The box of a function has no address of its own: its table of methods decides, and for
/// Rust's hook both come from `take_hook`.
fn is_same(one: &Hook, other: &Hook) -> bool {
    std::ptr::eq(one, other)
}

type Hook = dyn Fn(&PanicHookInfo<'_>) + Send + Sync;

/// Records a panic of guarded code. Whether it is one, and ends there.
fn record(panic: &PanicHookInfo<'_>) -> bool {
    if STATE.get() == OUTSIDE {
        return false;
    }
    let record = Record::of(panic);
    if ABORTING.iter().any(|text| record.text.starts_with(text)) {
        // The process ends next, so that no log would get what led to this.
        if let Some(earlier) = take_record() {
            let _ = writeln!(io::stderr(), "panicked: {}{}", earlier.text, earlier.place);
        }
        return false;
    }
    STATE.set(PANICKED);
    let earlier = RECORD.try_with(|held| held.replace(Some(record))).ok().flatten();
    if let Some(earlier) = earlier {
        report(&earlier);
    }
    true
}
