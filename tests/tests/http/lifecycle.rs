//! Starting, stopping, and other people's runtimes.

use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;
use xmlrpc_server::Server;

use crate::client::{Connection, call, exchange, post, wait_until};
use crate::subject::{Running, Subject, serve};

#[test]
fn stop_answers_the_calls_in_flight_and_closes_idle_connections() {
    let server = serve();
    let address = server.address();
    let mut idle = Connection::open(address);
    idle.send(post(&call("add", &[2, 3]))).response();
    let mut busy: Vec<_> = ["sleep", "nap"].map(|method| (method, Connection::open(address))).into();
    for (method, connection) in &mut busy {
        connection.send(post(&call(method, &[1500])));
    }
    wait_until(address, "underway", 2);

    let started = Instant::now();
    let mut handle = server.handle;
    server.runtime.block_on(async {
        handle.stop().await;
        handle.wait().await.unwrap();
        handle.wait().await.unwrap();
        handle.stop().await;
    });
    assert!(started.elapsed() < Duration::from_secs(15), "{:?}", started.elapsed());
    for (method, connection) in &mut busy {
        assert_eq!(connection.response().int(), 1500, "{method}");
    }
    assert!(idle.is_closed());
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_runtime_without_a_timer_is_enough() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
    runtime.block_on(async {
        let server = Server::new().mount(Subject::default()).workers(1);
        let handle = server.start("127.0.0.1:0").await.unwrap();
        let address = handle.addresses()[0];
        let client = move || exchange(address, post(&call("nap", &[1]))).int();
        assert_eq!(tokio::task::spawn_blocking(client).await.unwrap(), 1);
        handle.stop().await;
        handle.await.unwrap();
    });
}

#[test]
fn a_dropped_handle_leaves_the_server_running() {
    let Running { runtime, handle } = serve();
    let address = handle.addresses()[0];
    drop(handle);
    assert_eq!(exchange(address, post(&call("add", &[2, 3]))).int(), 5);
    drop(runtime);
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_name_registered_twice_is_an_error_that_names_both_places() {
    let server = Server::new().function("twice", |a: i32| a).function("twice", |a: i32| -a);
    let error = Runtime::new().unwrap().block_on(server.start("127.0.0.1:0")).unwrap_err().to_string();
    assert!(error.contains("twice"), "{error}");
    assert_eq!(error.matches("lifecycle.rs:").count(), 2, "{error}");
}

#[test]
fn an_address_in_use_is_an_error_that_says_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let error = Runtime::new().unwrap().block_on(Server::new().start(address)).unwrap_err();
    assert_eq!(format!("{error:?}"), error.to_string());
    let sentence = format!("cannot listen on {address}: another program is listening there; stop it, or choose");
    assert!(error.to_string().starts_with(&sentence), "{error}");
}

#[test]
fn a_program_without_a_runtime_is_told_what_to_call() {
    let mut start = std::pin::pin!(Server::new().start("127.0.0.1:0"));
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    let std::task::Poll::Ready(outcome) = start.as_mut().poll(&mut context) else { panic!("it waits for something") };
    assert!(outcome.unwrap_err().to_string().contains("serve_forever(addr)"));

    let error = Runtime::new().unwrap().block_on(async { Server::new().serve_forever("127.0.0.1:0") }).unwrap_err();
    assert!(error.to_string().contains("start(addr).await"), "{error}");
}

#[test]
fn all_addresses_of_a_name_are_listened_on_at_one_port() {
    let runtime = Runtime::new().unwrap();
    let server = Server::new().mount(Subject::default()).workers(1);
    let handle = runtime.block_on(server.start("localhost:0")).unwrap();
    for address in handle.addresses() {
        assert_eq!(address.port(), handle.addresses()[0].port());
        assert_eq!(exchange(*address, post(&call("add", &[2, 3]))).int(), 5);
    }
}

#[test]
fn a_server_starts_inside_an_actix_runtime() {
    actix_web::rt::System::new().block_on(async {
        let server = Server::new().mount(Subject::default()).workers(1);
        let handle = server.start("127.0.0.1:0").await.unwrap();
        let address = handle.addresses()[0];
        let client = thread::spawn(move || exchange(address, post(&call("sleep", &[10]))).int());
        while !client.is_finished() {
            actix_web::rt::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(client.join().unwrap(), 10);
        handle.stop().await;
        handle.await.unwrap();
    });
}
