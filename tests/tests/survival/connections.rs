//! Connections that do nothing, little, or something rude.

use std::io::Write;
use std::net::{Shutdown, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use crate::beside::{alone, connections, on_threads, survives};
use crate::client::{Connection, call, exchange, post, unframed_post};
use crate::served::{Served, wait_until};

#[test]
fn heads_and_bodies_that_drip_on_a_thousand_connections() {
    survives(|server| {
        let mut heads: Vec<_> = (0..connections(1000) / 2).map(|_| Connection::open(server.address)).collect();
        let mut bodies: Vec<_> = (0..connections(1000) / 2).map(|_| Connection::open(server.address)).collect();
        for connection in &mut heads {
            connection.send("POST /RPC2 HTTP/1.1\r\nHost: localhost\r\nX: ");
        }
        for connection in &mut bodies {
            connection.send(unframed_post("Content-Length: 1000\r\n", "<"));
        }
        let started = Instant::now();
        while started.elapsed() < Duration::from_millis(6500) {
            for connection in heads.iter_mut().chain(&mut bodies) {
                connection.try_send(b"x");
            }
            thread::sleep(Duration::from_millis(400));
        }
        for connection in &mut heads {
            assert!(connection.has_answer_within(Duration::from_secs(5)), "a head was not cut off");
        }
    });
}

#[test]
fn two_thousand_idle_connections() {
    survives(|server| {
        let mut idle: Vec<_> = (0..connections(2000)).map(|_| Connection::open(server.address)).collect();
        for connection in &mut idle {
            assert_eq!(connection.send(post(&call("add", &[2, 3]))).response().int(), 5);
        }
        thread::sleep(Duration::from_secs(2));
        for connection in &mut idle {
            assert_eq!(connection.send(post(&call("add", &[3, 4]))).response().int(), 7);
        }
    });
}

#[test]
fn clients_that_reset_their_connections_in_the_middle_of_a_request() {
    survives(|server| {
        let request = post(&call("nap", &[50]));
        let end = Instant::now() + Duration::from_secs(2);
        on_threads(4, |number| {
            for position in (0..).take_while(|_| Instant::now() < end) {
                let mut stream = TcpStream::connect(server.address).unwrap();
                let cut = (position * 4 + number as usize) % (request.len() + 1);
                stream.write_all(&request.as_bytes()[..cut]).unwrap();
                socket2::SockRef::from(&stream).set_linger(Some(Duration::ZERO)).unwrap();
                drop(stream);
                // As fast as it goes, this would be about who gets a processor.
                thread::sleep(Duration::from_millis(2));
            }
        });
    });
}

#[test]
fn clients_that_close_their_half_of_the_connection() {
    survives(|server| {
        let request = post(&call("nap", &[20]));
        let end = Instant::now() + Duration::from_secs(2);
        on_threads(4, |number| {
            for position in (0..).take_while(|_| Instant::now() < end) {
                let mut whole = Connection::open(server.address);
                assert_eq!(whole.send(&request).finish_sending().response().int(), 20);
                assert!(whole.is_closed());
                let mut stream = TcpStream::connect(server.address).unwrap();
                let cut = (position * 4 + number as usize) % request.len();
                stream.write_all(&request.as_bytes()[..cut]).unwrap();
                stream.shutdown(Shutdown::Write).unwrap();
                stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
                let mut answer = String::new();
                std::io::Read::read_to_string(&mut stream, &mut answer).unwrap();
                assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400"), "{answer}");
            }
        });
    });
}

#[test]
fn one_address_that_takes_all_connections_it_can_where_files_are_few() {
    let _alone = alone();
    for files in [64, 256] {
        let server = Served::start_with_few_files(files).forget_the_log();
        let crowd: Vec<_> = (0..2 * files).map(|_| Connection::open(server.address)).collect();
        // Those that are accepted may stay for 5 seconds.
        for _ in 0..20 {
            let mut honest = Connection::open_from([127, 0, 0, 2], server.address);
            honest.send(post(&call("add", &[2, 3])));
            assert!(honest.has_answer_within(Duration::from_secs(3)), "{files} files: no place is left for others");
            assert_eq!(honest.response().int(), 5);
        }
        drop(crowd);
    }
}

#[test]
fn more_connections_than_the_process_may_have_files() {
    let _alone = alone();
    let server = Served::start_with_few_files(64).forget_the_log();
    let mut kept = Connection::open(server.address);
    kept.send(post(&call("add", &[2, 3]))).response();
    let crowd: Vec<_> = (0..150).map(|_| Connection::open(server.address)).collect();
    thread::sleep(Duration::from_millis(500));
    let used = server.processor_time();
    let started = Instant::now();
    while started.elapsed() < Duration::from_secs(3) {
        assert_eq!(kept.send(post(&call("add", &[2, 3]))).response().int(), 5);
        thread::sleep(Duration::from_millis(50));
    }
    let used = server.processor_time() - used;
    println!("{used:?} of processor time in 3 s without files");
    assert!(used < Duration::from_millis(750), "it does not wait but try again and again: {used:?} in 3 s");
    drop(crowd);
    wait_until("everybody answered again", Duration::from_secs(10), || {
        exchange(server.address, post(&call("add", &[2, 3]))).int() == 5
    });
}
