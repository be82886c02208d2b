//! The two ways to a call: that of a path as it was set, and that of its other spellings, through actix-web's router.
//! A client cannot distinguish them.

use std::time::Duration;

use xmlrpc_server::{Dispatcher, Limits, Server};

use crate::client::{Connection, call, exchange, get, post_with, wait_until};
use crate::subject::{Running, Subject, serve};

/// The same path twice: as it was set, and percent-encoded.
const SPELLINGS: [&str; 2] = ["/RPC2", "/%52PC2"];

/// All that both doors send to the same bytes, until the connection ends or the client does. Only the dates may differ.
fn both(server: &Running, request: impl Fn(&str) -> Vec<u8>) -> String {
    let [plain, encoded] = SPELLINGS.map(|path| {
        let mut connection = Connection::open(server.address());
        connection.send(request(path)).finish_sending();
        let sent = connection.all_that_comes();
        sent.lines().filter(|line| !line.starts_with("date: ")).collect::<Vec<_>>().join("\n")
    });
    assert_eq!(plain, encoded);
    plain
}

/// A request with these lines in its head besides the first one.
fn request(method: &str, path: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("{method} {path} HTTP/1.1\r\n{headers}\r\n{body}").into_bytes()
}

#[test]
fn both_doors_answer_and_refuse_alike() {
    let server = serve();
    let body = call("add", &[2, 3]);
    let length = format!("Content-Length: {}\r\n", body.len());
    let chunks = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for (status, method, headers, body) in [
        (200, "POST", format!("Host: localhost\r\n{length}"), &*body),
        (200, "POST", format!("Host: localhost:80\r\nContent-Type: text/xml; charset=utf-8\r\n{length}"), &body),
        (200, "POST", "Host: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n".to_owned(), &chunks),
        (200, "POST", "Host: localhost\r\nContent-Length: 0\r\n".to_owned(), ""),
        (200, "POST", format!("Host: localhost\r\nConnection: close\r\n{length}"), &body),
        (200, "POST", format!("Host: localhost\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n{length}"), &body),
        (400, "POST", format!("Host: localhost\r\nUpgrade: h2c\r\nUpgrade: WebSocket\r\n{length}"), &body),
        (403, "POST", format!("Host: evil.example\r\n{length}"), &body),
        (403, "POST", format!("Host: localhost.evil.example\r\n{length}"), &body),
        (403, "POST", format!("Host: localhost:80x\r\n{length}"), &body),
        (403, "POST", format!("Host: localhost\r\nOrigin: http://evil.example\r\n{length}"), &body),
        (403, "POST", format!("Host: localhost\r\nSec-Fetch-Site: cross-site\r\n{length}"), &body),
        (413, "POST", "Host: localhost\r\nContent-Length: 99999999\r\n".to_owned(), ""),
        (411, "POST", "Host: localhost\r\n".to_owned(), ""),
        (415, "POST", format!("Host: localhost\r\nContent-Type: text/plain\r\n{length}"), &body),
        (415, "POST", format!("Host: localhost\r\nContent-Encoding: br\r\n{length}"), &body),
        (405, "GET", "Host: localhost\r\n".to_owned(), ""),
        (405, "PUT", format!("Host: localhost\r\n{length}"), &body),
        (204, "OPTIONS", "Host: localhost\r\n".to_owned(), ""),
        (204, "OPTIONS", format!("Host: localhost\r\n{length}"), &body),
    ] {
        let sent = both(&server, |path| request(method, path, &headers, body));
        assert!(sent.starts_with(&format!("HTTP/1.1 {status} ")), "{method} {headers}: {sent}");
    }
}

#[test]
fn headers_that_come_twice_mean_the_same_at_both_doors() {
    let server = serve();
    let body = call("add", &[2, 3]);
    let fixed = format!("Host: localhost\r\nContent-Length: {}\r\n", body.len());
    for (status, headers) in [
        (200, "Content-Type: text/xml\r\nContent-Type: text/plain\r\n"),
        (415, "Content-Type: text/plain\r\nContent-Type: text/xml\r\n"),
        (200, "Content-Encoding: identity\r\nContent-Encoding:\r\n"),
        (415, "Content-Encoding: identity\r\nContent-Encoding: br\r\n"),
        (415, "Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n"),
        (200, "Content-Type: text/xml\r\nOrigin: http://localhost\r\nOrigin: http://evil.example\r\n"),
        (403, "Content-Type: text/xml\r\nOrigin: http://evil.example\r\nOrigin: http://localhost\r\n"),
        (400, "Host: localhost\r\n"),
        (400, "Content-Length: 5\r\n"),
        (400, "Transfer-Encoding: chunked\r\n"),
    ] {
        let sent = both(&server, |path| request("POST", path, &format!("{fixed}{headers}"), &body));
        assert!(sent.starts_with(&format!("HTTP/1.1 {status} ")), "{headers}: {sent}");
    }
}

#[test]
fn both_doors_stand_beside_what_is_not_found() {
    let admin = Dispatcher::new().function("secret", || 7).limits(Limits { body: 300, ..Limits::default() });
    let server = Server::new().mount(Subject::default()).workers(1);
    let server = Running::new(server.dispatcher_at("/admin", admin).health_at("/health"));
    let ask = |path: &str, method: &str| exchange(server.address(), post_with(path, "", &call(method, &[])));
    for path in [
        "/RPC2",
        "/RPC2?x=/admin",
        "/%52PC2?x=1",
        "/",
        "/?",
        "http://localhost/RPC2",
        "/RPC2/",
        "//RPC2",
        "///RPC2//?x",
        "//",
    ] {
        assert!(ask(path, "count").int() > 0, "{path}");
    }
    for path in ["/admin", "/admin?x=1", "/%61dmin", "/admin/", "//admin"] {
        assert_eq!(ask(path, "secret").int(), 7, "{path}");
        assert_eq!(ask(path, "count").fault_code(), -32601, "{path}");
        let large = call("secret", &[]) + &" ".repeat(300);
        assert_eq!(exchange(server.address(), post_with(path, "", &large)).status, 413, "{path}");
    }
    for path in ["/rpc2", "/R/PC2", "/RPC2/x", "/RPC", "/RPC22", "/%2FRPC2", "/admin/x", "/RPC2%3Fx"] {
        assert_eq!(ask(path, "count").status, 404, "{path}");
    }
    for path in ["/health", "/%68ealth"] {
        assert_eq!(exchange(server.address(), get(path)).body, "alive\n", "{path}");
    }
}

#[test]
fn a_path_that_is_set_percent_encoded_is_answered_as_it_is_set() {
    let server = Running::new(Server::new().mount(Subject::default()).paths(["/a%20b", "/caf%C3%A9"]).workers(1));
    for path in ["/a%20b", "/caf%C3%A9", "/a%20b?x=1"] {
        let ask = |headers: &str| exchange(server.address(), post_with(path, headers, &call("add", &[2, 3])));
        assert_eq!(ask("").int(), 5, "{path}");
        assert_eq!(ask("Expect: 100-continue\r\nContent-Type: text/plain\r\n").status, 415, "{path}");
    }
    assert_eq!(exchange(server.address(), post_with("/a+b", "", &call("add", &[2, 3]))).status, 404);
}

#[test]
fn a_connection_goes_in_by_both_doors_in_turn() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    for turn in 0..6 {
        let path = SPELLINGS[turn % 2];
        let refused = post_with(path, "Content-Type: text/plain\r\n", "");
        assert_eq!(connection.send(refused).response().status, 415);
        assert_eq!(connection.send(get(path)).response().status, 405);
        let answered = connection.send(post_with(path, "", &call("add", &[2, 3]))).response();
        assert_eq!((answered.int(), answered.header("connection")), (5, None));
    }
}

/// The answer to a request is asked for before its body has been looked at, and again after that, but not always by the
/// same code.
#[test]
fn requests_that_come_together_are_all_answered_in_order() {
    let server = serve();
    for path in SPELLINGS {
        for method in ["add", "nap", "sleep"] {
            let arguments = |turn: i32| if method == "add" { vec![turn, 1] } else { vec![turn + 1] };
            let all: String = (0..12).map(|turn| post_with(path, "", &call(method, &arguments(turn)))).collect();
            let mut connection = Connection::open(server.address());
            connection.send(all);
            for turn in 0..12 {
                assert_eq!(connection.response().int(), turn + 1, "{path} {method}");
            }
        }
    }
}

#[test]
fn a_body_may_come_in_any_pieces() {
    let server = serve();
    for path in SPELLINGS {
        let request = post_with(path, "", &call("add", &[2, 3]));
        let body = request.len() - call("add", &[2, 3]).len();
        for cuts in [&[body][..], &[body + 1], &[body - 1], &[body - 2, body], &[20, body + 5, body + 6]] {
            let mut connection = Connection::open(server.address());
            let mut sent = 0;
            for end in cuts.iter().copied().chain([request.len()]) {
                connection.send(&request[sent..end]);
                std::thread::sleep(Duration::from_millis(10));
                sent = end;
            }
            assert_eq!(connection.response().int(), 5, "{path} {cuts:?}");
            assert_eq!(connection.send(&request).response().int(), 5, "{path} {cuts:?}");
        }
    }
}

#[test]
fn a_client_that_leaves_takes_its_call_along_at_both_doors() {
    let server = serve();
    for (turn, path) in (1..).zip(SPELLINGS) {
        let mut connection = Connection::open(server.address());
        connection.send(post_with(path, "", &call("hang", &[])));
        wait_until(server.address(), "started", turn);
        connection.abort();
        wait_until(server.address(), "abandoned", turn);
    }
}
