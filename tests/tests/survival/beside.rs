//! Legitimate clients beside an attack, and what the attack may do to them and to the server.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::client::{Connection, call, post};
use crate::served::{Served, wait_until};

/// What 99 of 100 legitimate calls may take.
const BOUND: Duration = Duration::from_millis(100);
/// Files that an attack needs, here and in the server.
const FILES: u64 = 8192;
/// Memory that an allocator may keep for later.
const KEPT: u64 = 48 << 20;

/// How often the time that calls take is measured before it counts: the machine may have other things to do.
const ATTEMPTS: usize = 3;

/// Runs `attack` on a server of its own while others call it, and checks that they and the server came out of it well.
pub(crate) fn survives(attack: impl Fn(&Served)) {
    let _alone = alone();
    allow_files();
    for attempt in 1..=ATTEMPTS {
        let p99 = attempt_to_survive(&attack);
        if p99 <= BOUND {
            return;
        }
        println!("attempt {attempt}: 1 call in 100 took more than {p99:?}");
    }
    panic!("1 call in 100 took more than {BOUND:?}, {ATTEMPTS} times");
}

/// How long 99 of 100 legitimate calls took at most. All else is checked here.
fn attempt_to_survive(attack: impl Fn(&Served)) -> Duration {
    let mut server = Served::start(&["--quiet"]).forget_the_log();
    // The first calls of a process are slow ones.
    call_in_turn(server.address, || false);
    let (memory, files) = (server.memory(), server.open_files());

    let over = AtomicBool::new(false);
    let mut taken = thread::scope(|scope| {
        let (server, over) = (&server, &over);
        let goes_on = || !over.load(Ordering::Relaxed);
        let clients = [
            scope.spawn(move || keep_calling(server.address, goes_on)),
            scope.spawn(move || call_in_turn(server.address, goes_on)),
        ];
        let attacked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| attack(server)));
        over.store(true, Ordering::Relaxed);
        let taken: Vec<_> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
        attacked.unwrap();
        taken
    });

    taken.sort_unstable();
    let p99 = taken[taken.len() * 99 / 100];
    wait_until("all sockets closed", Duration::from_secs(20), || server.open_files() <= files + 2);
    let grown = server.memory().saturating_sub(memory);
    println!("{} calls, p99 {p99:?}, {} KiB kept", taken.len(), grown >> 10);
    assert!(taken.len() >= 20, "only {} calls were made", taken.len());
    assert!(grown <= KEPT, "{} MiB more than before", grown >> 20);
    server.signal("TERM");
    assert!(server.exits_well());
    p99
}

/// Calls on one connection; how long each took.
fn keep_calling(address: SocketAddr, goes_on: impl Fn() -> bool) -> Vec<Duration> {
    let mut connection = Connection::open(address);
    calls(goes_on, |n| connection.send(post(&call("add", &[n % 4, 0]))).response().int())
}

/// Calls on a connection each.
fn call_in_turn(address: SocketAddr, goes_on: impl Fn() -> bool) -> Vec<Duration> {
    calls(goes_on, |n| Connection::open(address).send(post(&call("nap", &[n % 4]))).response().int())
}

fn calls(goes_on: impl Fn() -> bool, mut call: impl FnMut(i32) -> i32) -> Vec<Duration> {
    let mut taken = Vec::new();
    for n in 0.. {
        let started = Instant::now();
        assert_eq!(call(n), n % 4);
        taken.push(started.elapsed());
        if !goes_on() {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    taken
}

/// One test at a time: they measure.
pub(crate) fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets this process, and those that it starts, open as many files as it takes.
fn allow_files() {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let wanted = maximum.map_or(FILES, |maximum| maximum.min(FILES));
    if current.is_some_and(|current| current < wanted) {
        setrlimit(Resource::Nofile, Rlimit { current: Some(wanted), maximum }).unwrap();
    }
}

/// Does something on this many threads at once.
pub(crate) fn on_threads(count: u64, work: impl Fn(u64) + Sync) {
    thread::scope(|scope| {
        for number in 0..count {
            let work = &work;
            scope.spawn(move || work(number));
        }
    });
}
