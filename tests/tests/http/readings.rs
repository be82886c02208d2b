//! A reading for each caller: by path and by header.

use xmlrpc_server::reading::Quirk;
use xmlrpc_server::{Reading, Server};

use crate::client::{Connection, call, exchange, post_with};
use crate::subject::{Running, Subject};

const QUIRKY: &str = "<methodCall><methodName>add</methodName><params><param><INT>2</INT></param><param><i4>3</i4></param></params></methodCall>";

fn serve() -> Running {
    let server = Server::new().mount(Subject::default()).workers(1).paths(["/", "/legacy"]).adapt(|caller, wire| {
        if caller.path() == Some("/legacy") {
            wire.reading = Reading::tolerant();
        }
        match caller.header("X-Reading") {
            Some("strict") => wire.reading = Reading::strict(),
            Some("panic") => panic!("as asked"),
            _ => {}
        }
    });
    Running::new(server)
}

#[test]
fn the_path_and_a_header_pick_the_reading() {
    let server = serve();
    assert_eq!(exchange(server.address(), post_with("/legacy", "", QUIRKY)).int(), 5);
    assert!(server.handle.dispatcher().quirks().any(|quirk| quirk == (Quirk::UpperCase, 1)));
    assert_eq!(exchange(server.address(), post_with("/", "", QUIRKY)).fault_code(), -32600);
    let white_space = call("add", &[2, 3]).replace("<int>2", "<int> 2");
    assert_eq!(exchange(server.address(), post_with("/", "", &white_space)).int(), 5);
    assert_eq!(exchange(server.address(), post_with("/", "x-reading: strict\r\n", &white_space)).fault_code(), -32602);
}

#[test]
fn a_hook_that_panics_is_a_fault_and_the_connection_lives_on() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    let good = call("add", &[2, 3]);
    let response = connection.send(post_with("/", "X-Reading: panic\r\n", &good)).response();
    assert_eq!((response.status, response.fault_code()), (200, -32603));
    assert!(!response.body.contains("as asked"), "{}", response.body);
    assert_eq!(connection.send(post_with("/", "", &good)).response().int(), 5);
}
