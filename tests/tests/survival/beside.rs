//! Legitimate clients beside an attack, and what the attack may do to them and to the server.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::client::{Connection, call, post};
use crate::served::{Served, wait_until};

/// What 99 of 100 legitimate calls may take, besides four times what calls of a server take that is not attacked.
const BOUND: Duration = Duration::from_millis(100);
/// Files that an attack needs, here and in the server.
const FILES: u64 = 8192;
/// Files that this process has open besides the connections of an attack.
const OTHER_FILES: u64 = 200;
/// The address of the legitimate clients. An attack comes from 127.0.0.1, which has a limit of connections.
const LEGITIMATE: [u8; 4] = [127, 0, 0, 2];
/// Memory that an allocator may keep for later.
const KEPT: u64 = 48 << 20;

/// How often the time that calls take is measured before it counts: the machine may have other things to do.
const ATTEMPTS: usize = 3;

/// Runs `attack` on a server of its own while others call it, and checks that they and the server came out of it well.
pub(crate) fn survives(attack: impl Fn(&Served)) {
    let _alone = alone();
    allow_files();
    for attempt in 1..=ATTEMPTS {
        let [attacked, control] = attempt_to_survive(&attack);
        if attacked <= BOUND + 4 * control {
            return;
        }
        println!("attempt {attempt}: 1 call in 100 took more than {attacked:?}, and {control:?} without the attack");
    }
    panic!("1 call in 100 took too long, {ATTEMPTS} times: the bound is {BOUND:?} and four times the control");
}

/// How long 99 of 100 legitimate calls took at most, and calls of a server that is not attacked. Both meet the same
/// scheduler. All else is checked here.
fn attempt_to_survive(attack: impl Fn(&Served)) -> [Duration; 2] {
    let mut server = Served::start(&["--quiet"]).forget_the_log();
    let control = Served::start(&["--quiet"]).forget_the_log();
    // The first calls of a process are slow ones.
    for server in [&server, &control] {
        call_in_turn([server.address; 2], || false);
    }
    let (memory, files) = (server.memory(), server.open_files());

    let over = AtomicBool::new(false);
    let mut taken = thread::scope(|scope| {
        let (server, over) = (&server, &over);
        let goes_on = || !over.load(Ordering::Relaxed);
        let addresses = [server.address, control.address];
        let clients = [
            scope.spawn(move || keep_calling(addresses, goes_on)),
            scope.spawn(move || call_in_turn(addresses, goes_on)),
        ];
        let attacked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| attack(server)));
        over.store(true, Ordering::Relaxed);
        let taken: Vec<_> = clients.into_iter().flat_map(|client| client.join().unwrap()).collect();
        attacked.unwrap();
        taken
    });

    let p99s = [0, 1].map(|server| {
        taken.sort_unstable_by_key(|taken| taken[server]);
        taken[taken.len() * 99 / 100][server]
    });
    wait_until("all sockets closed", Duration::from_secs(20), || server.open_files() <= files + 2);
    let grown = server.memory().saturating_sub(memory);
    println!("{} calls, p99 {p99s:?}, {} KiB kept", taken.len(), grown >> 10);
    assert!(taken.len() >= 20, "only {} calls were made", taken.len());
    assert!(grown <= KEPT, "{} MiB more than before", grown >> 20);
    server.signal("TERM");
    assert!(server.exits_well());
    p99s
}

/// Calls both servers on one connection; how long each took.
fn keep_calling(addresses: [SocketAddr; 2], goes_on: impl Fn() -> bool) -> Vec<[Duration; 2]> {
    let mut connections = addresses.map(|address| Connection::open_from(LEGITIMATE, address));
    calls(goes_on, |server, n| connections[server].send(post(&call("add", &[n % 4, 0]))).response().int())
}

/// Calls both servers on a connection each.
fn call_in_turn(addresses: [SocketAddr; 2], goes_on: impl Fn() -> bool) -> Vec<[Duration; 2]> {
    calls(goes_on, |server, n| {
        Connection::open_from(LEGITIMATE, addresses[server]).send(post(&call("nap", &[n % 4]))).response().int()
    })
}

fn calls(goes_on: impl Fn() -> bool, mut call: impl FnMut(usize, i32) -> i32) -> Vec<[Duration; 2]> {
    let mut taken = Vec::new();
    for n in 0.. {
        taken.push([0, 1].map(|server| {
            let started = Instant::now();
            assert_eq!(call(server, n), n % 4);
            started.elapsed()
        }));
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

/// As many connections of an attack as are wanted, or fewer if the hard limit of files is low.
pub(crate) fn connections(wanted: usize) -> usize {
    let files = getrlimit(Resource::Nofile).maximum.unwrap_or(FILES);
    usize::try_from(files.saturating_sub(OTHER_FILES) / 3).map_or(wanted, |files| files.min(wanted))
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
