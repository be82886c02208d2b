//! Requests that come before the one in front of them is answered, and requests that come in pieces.

use std::net::SocketAddr;
use std::thread;
use std::time::Duration;

use crate::client::{Connection, call, get, post, post_with, unframed_post};
use crate::subject::serve;

const PAUSE: Duration = Duration::from_millis(20);

fn add(a: i32, b: i32) -> String {
    post(&call("add", &[a, b]))
}

/// A call that the following requests have to wait for.
fn slow() -> String {
    post(&call("nap", &[200]))
}

#[test]
fn a_head_request_behind_a_call_does_not_empty_its_response() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    connection.send(slow() + &get("/RPC2").replace("GET", "HEAD") + &add(1, 2));
    assert_eq!(connection.response().int(), 200);
    assert_eq!(connection.response_without_body().status, 405);
    assert_eq!(connection.response().int(), 3);
}

#[test]
fn the_connection_closes_when_a_request_says_so_whatever_follows() {
    let server = serve();
    let closing = post_with("/RPC2", "Connection: close\r\n", &call("nap", &[200]));
    for following in [add(1, 2), add(1, 2).repeat(100), "\r\n".to_owned(), "x".repeat(100_000)] {
        let mut connection = Connection::open(server.address());
        connection.send(closing.clone() + &following);
        let response = connection.response();
        assert_eq!((response.int(), response.header("connection")), (200, Some("close")));
        assert!(connection.is_closed());
    }
}

#[test]
fn a_response_has_the_version_of_its_own_request() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    connection.send(slow() + &add(1, 2).replace("HTTP/1.1", "HTTP/1.0"));
    let all = connection.all_that_comes();
    assert!(all.starts_with("HTTP/1.1 200"), "{all}");
    assert_eq!(all.matches("HTTP/1.0 200").count(), 1, "{all}");
}

#[test]
fn calls_in_several_packets_behind_a_slow_one_are_answered_in_order() {
    let server = serve();
    let mut connection = Connection::open(server.address());
    connection.send(slow());
    for packet in 0..2 {
        thread::sleep(PAUSE);
        connection.send((0..20).map(|n| add(20 * packet, n)).collect::<String>());
    }
    assert_eq!(connection.response().int(), 200);
    for n in 0..40 {
        assert_eq!(connection.response().int(), n);
    }
}

#[test]
fn a_body_is_never_changed_or_called_whatever_comes_before_it() {
    let server = serve();
    let hidden = post(&call("count", &[])).replace("HTTP/1.1", "HTTP/1.0").replacen("Content-Length", "X", 1);
    let body =
        call("length", &[]).replace("<params>", &format!("<params><param><value><![CDATA[{hidden}]]></value></param>"));
    for before in [0, 1, 15, 16, 17, 23, 40] {
        let mut connection = Connection::open(server.address());
        connection.send(slow() + &add(1, 2).repeat(before));
        thread::sleep(PAUSE);
        let request = post(&body);
        let (head, body) = request.split_at(request.len() - body.len());
        connection.send(head);
        thread::sleep(PAUSE);
        connection.send(body);
        assert_eq!(connection.response().int(), 200);
        for _ in 0..before {
            assert_eq!(connection.response().int(), 3);
        }
        // XML reads the two characters of a line end as one.
        assert_eq!(connection.response().int() as usize, hidden.replace("\r\n", "\n").len(), "behind {before}");
        assert_eq!(connection.send(add(2, 3)).response().int(), 5);
    }
    assert_eq!(Connection::open(server.address()).send(post(&call("count", &[]))).response().int(), 1);
}

/// Sends the pieces with a pause between them on a connection for each of the divisions, and returns what comes back.
fn outcomes(address: SocketAddr, pause: Duration, divisions: impl Iterator<Item = Vec<Vec<u8>>>) -> Vec<String> {
    let mut open: Vec<_> = divisions.map(|pieces| (Connection::open(address), pieces)).collect();
    let longest = open.iter().map(|(_, pieces)| pieces.len()).max().unwrap();
    for turn in 0..longest {
        for (connection, pieces) in &mut open {
            if let Some(piece) = pieces.get(turn) {
                connection.try_send(piece);
            }
        }
        thread::sleep(pause);
    }
    open.into_iter().map(|(mut connection, _)| without_dates(&connection.all_that_comes())).collect()
}

fn without_dates(text: &str) -> String {
    text.split_inclusive('\n').filter(|line| !line.to_ascii_lowercase().starts_with("date:")).collect()
}

#[test]
fn every_cut_of_a_request_has_the_same_outcome() {
    let server = serve();
    let last = post_with("/RPC2", "Connection: close\r\n", &call("add", &[2, 3]));
    let body = call("add", &[1, 3]);
    let chunks = format!("7;a=b\r\n{}\r\n{:x}\r\n{}\r\n0\r\nX: y\r\n\r\n", &body[..7], body.len() - 7, &body[7..]);
    let firsts = [
        add(1, 2),
        add(1, 2).replacen("Host: localhost\r\n", "", 1),
        post_with("/", "X-Original: POST / HTTP/1.1\r\n", &body).replacen("Host: localhost\r\n", "", 1),
        post_with("/", "X-Original: POST / HTTP/1.0\r\nAccept: */*\r\n", &body),
        format!("\r\n{}\r\n", add(1, 2)),
        unframed_post("Transfer-Encoding: chunked\r\n", &chunks),
        get("/RPC2"),
        get("/elsewhere"),
        format!("POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: {}\r\n\r\n{body}", body.len()),
        // These are refused.
        post_with("/", "Content-Length: 1\r\n", ""),
        "POST / HTTP/1.1\r\nHost : x\r\n\r\n".to_owned(),
        "POST / HTTP/1.0\r\n\r\n".to_owned(),
        "POST /RPC2\r\n\r\n".to_owned(),
        unframed_post("Transfer-Encoding: chunked\r\n", "5\r\nhello0\r\n\r\n"),
    ];
    let requests = firsts.each_ref().map(|first| [first.as_bytes(), last.as_bytes()].concat());
    let whole = outcomes(server.address(), PAUSE, requests.iter().map(|request| vec![request.clone()]));
    let bytes = requests.iter().map(|request| request.chunks(1).map(<[u8]>::to_vec).collect());
    let byte_by_byte = outcomes(server.address(), Duration::from_millis(1), bytes);
    for (index, first) in firsts.iter().enumerate() {
        assert!(whole[index].starts_with("HTTP/1."), "{}: {first}", whole[index]);
        assert_eq!(byte_by_byte[index], whole[index], "byte by byte: {first}");
        let request = &requests[index];
        let cuts = (1..first.len() + 10).map(|cut| vec![request[..cut].to_vec(), request[cut..].to_vec()]);
        for (cut, outcome) in outcomes(server.address(), PAUSE, cuts).iter().enumerate() {
            assert_eq!(*outcome, whole[index], "cut at {}: {first}", cut + 1);
        }
    }
}

#[test]
fn every_packetisation_of_a_sequence_has_the_same_outcome() {
    let server = serve();
    let body = call("add", &[7, 8]);
    let sequence = [
        add(1, 2),
        add(3, 4).replacen("Host: localhost\r\n", "", 1),
        unframed_post("Transfer-Encoding: chunked\r\n", &format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len())),
        get("/elsewhere"),
        post(&call("nap", &[30])),
        get("/RPC2").replace("GET", "HEAD"),
        post(
            &call("length", &[])
                .replace("<params>", &format!("<params><param><value>{}</value></param>", "x".repeat(3_000))),
        ),
        "\r\n".to_owned(),
        post(&call("sleep", &[10])),
        add(5, 6).repeat(20),
        post_with("/%52PC2", "Connection: close\r\n", &call("add", &[2, 3])),
        add(9, 9),
    ]
    .concat();
    let whole = outcomes(server.address(), PAUSE, [vec![sequence.clone().into_bytes()]].into_iter()).remove(0);
    assert_eq!(whole.matches("HTTP/1.1 200").count(), 27, "{whole}");
    let mut state = 1_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let divisions = (0..60).map(|_| {
        let longest = [3, 40, 400, 4_000][random(4)].max(sequence.len() / 60);
        let mut rest = sequence.as_bytes();
        let mut pieces = Vec::new();
        while !rest.is_empty() {
            let (piece, behind) = rest.split_at((1 + random(longest)).min(rest.len()));
            pieces.push(piece.to_vec());
            rest = behind;
        }
        pieces
    });
    for outcome in outcomes(server.address(), PAUSE / 4, divisions) {
        assert_eq!(outcome, whole);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn requests_that_wait_take_little_memory() {
    let process = crate::served::Served::start(&[]);
    assert_eq!(Connection::open(process.address).send(add(2, 3)).response().int(), 5);
    let before = process.memory();
    let flood = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3_500);
    let mut connections: Vec<_> = (0..20)
        .map(|_| {
            let mut connection = Connection::open(process.address);
            connection.send(post(&call("nap", &[1_500])) + &flood);
            connection
        })
        .collect();
    thread::sleep(Duration::from_millis(700));
    let grown = process.memory().saturating_sub(before);
    let sent = 20 * flood.len() as u64;
    println!("{grown} bytes held for {sent} bytes sent");
    assert!(grown < 4 * sent, "{grown} bytes held for {sent} bytes sent");
    assert_eq!(connections[0].response().int(), 1_500);
}
