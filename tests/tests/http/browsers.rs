//! What pages in browsers may not do: call from elsewhere, and reach a server by a name that is not its own.

use std::net::SocketAddr;

use actix_web::{App, HttpServer};
use tokio::runtime::Runtime;
use xmlrpc_server::{Dispatcher, Endpoint, HostPolicy, OriginPolicy, Server};

use crate::client::{Connection, Response, call, exchange, post};
use crate::subject::{Running, Subject, serve};

/// A counting call with these header lines and no others but the type and the length.
fn count_with(address: SocketAddr, headers: &str) -> Response {
    let request = post(&call("count", &[])).replace("Host: localhost\r\n", headers);
    let mut connection = Connection::open(address);
    let response = connection.send(request).response();
    if response.status != 200 {
        assert_eq!(response.header("connection"), Some("close"), "{response:?}");
        assert!(connection.is_closed());
    }
    response
}

fn serve_with(server: Server) -> Running {
    Running::new(server.mount(Subject::default()).workers(1))
}

#[test]
fn a_server_on_this_machine_takes_requests_for_this_machine_alone() {
    let server = serve();
    for host in ["evil.example", "evil.example:80", "127.0.0.1.evil.example", "192.168.1.1", "0.0.0.0"] {
        let response = count_with(server.address(), &format!("Host: {host}\r\n"));
        assert_eq!(response.status, 403, "{host}");
        assert!(response.body.contains("`hosts([...])`"), "{response:?}");
    }
    let refused = exchange(server.address(), "OPTIONS / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    assert_eq!(refused.status, 403);
    for (index, host) in ["localhost", "localhost:9000", "127.0.0.1:80", "127.1.2.3", "[::1]:1"].iter().enumerate() {
        assert_eq!(count_with(server.address(), &format!("Host: {host}\r\n")).int() as usize, index + 1, "{host}");
    }
}

#[test]
fn a_client_that_names_no_host_is_no_browser() {
    let server = serve();
    let body = call("count", &[]);
    for head in ["POST / HTTP/1.0\r\n", "POST / HTTP/1.1\r\nHost:\r\n"] {
        let request = format!("{head}Content-Length: {}\r\n\r\n{body}", body.len());
        assert_eq!(exchange(server.address(), request).status, 200, "{head}");
    }
}

#[test]
fn hosts_can_be_allowed_by_name_or_all() {
    let named = serve_with(Server::new().hosts(["rpc.example"]));
    assert_eq!(count_with(named.address(), "Host: RPC.example:8080\r\n").status, 200);
    assert_eq!(count_with(named.address(), "Host: localhost\r\n").status, 200);
    assert_eq!(count_with(named.address(), "Host: evil.example\r\n").status, 403);
    let any = serve_with(Server::new().hosts(HostPolicy::any()));
    assert_eq!(count_with(any.address(), "Host: evil.example\r\n").status, 200);
}

#[test]
fn a_server_that_is_open_to_others_takes_requests_for_any_host_unless_told_which() {
    let start = |server: Server| {
        let runtime = Runtime::new().unwrap();
        let handle = runtime.block_on(server.mount(Subject::default()).workers(1).start("0.0.0.0:0")).unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], handle.addresses()[0].port()));
        (Running { runtime, handle }, address)
    };
    let (_open, address) = start(Server::new());
    assert_eq!(count_with(address, "Host: rpc.example\r\n").status, 200);
    let (_named, address) = start(Server::new().hosts(["rpc.example"]));
    assert_eq!(count_with(address, "Host: rpc.example\r\n").status, 200);
    assert_eq!(count_with(address, "Host: evil.example\r\n").status, 403);
}

#[test]
fn an_endpoint_in_somebody_elses_app_takes_requests_for_any_host_unless_told_which() {
    let open = Endpoint::new(Dispatcher::new().mount(Subject::default())).unwrap();
    let named = open.clone().hosts(["rpc.example"]).paths(["/named"]);
    let runtime = Runtime::new().unwrap();
    let address = runtime.block_on(async {
        let app = move || App::new().service(open.clone()).service(named.clone());
        let server = HttpServer::new(app).workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        address
    });
    let ask = |path: &str| {
        let request = post(&call("add", &[2, 3])).replace("localhost", "evil.example").replace("/RPC2", path);
        exchange(address, request).status
    };
    assert_eq!((ask("/RPC2"), ask("/named")), (200, 403));
}

#[test]
fn the_calls_of_other_sites_pages_are_refused() {
    let server = serve();
    for headers in [
        "Host: localhost\r\nOrigin: http://evil.example\r\n",
        "Host: localhost\r\nOrigin: null\r\n",
        "Host: localhost:9000\r\nOrigin: http://localhost:8000\r\n",
        "Host: localhost\r\nSec-Fetch-Site: cross-site\r\n",
        "Host: localhost\r\nOrigin: http://localhost\r\nSec-Fetch-Site: same-site\r\n",
    ] {
        let response = count_with(server.address(), headers);
        assert_eq!(response.status, 403, "{headers}");
        assert!(response.body.contains("`origins([...])`"), "{response:?}");
    }
    for (index, headers) in [
        "Host: localhost:9000\r\nOrigin: http://localhost:9000\r\n",
        "Host: localhost\r\nOrigin: http://localhost\r\nSec-Fetch-Site: same-origin\r\n",
        "Host: localhost\r\nSec-Fetch-Site: none\r\n",
    ]
    .iter()
    .enumerate()
    {
        assert_eq!(count_with(server.address(), headers).int() as usize, index + 1, "{headers}");
    }
}

#[test]
fn origins_can_be_allowed_by_name_or_all() {
    let evil = "Host: localhost\r\nOrigin: https://evil.example\r\nSec-Fetch-Site: cross-site\r\n";
    let app = "Host: localhost\r\nOrigin: https://app.example\r\nSec-Fetch-Site: cross-site\r\n";
    let named = serve_with(Server::new().origins(["https://app.example"]));
    assert_eq!(count_with(named.address(), app).status, 200);
    assert_eq!(count_with(named.address(), evil).status, 403);
    let any = serve_with(Server::new().origins(OriginPolicy::any()));
    assert_eq!(count_with(any.address(), evil).status, 200);
}

#[test]
fn the_type_of_forms_is_taken_from_programs_alone_and_if_allowed() {
    const FORM: &str = "application/x-www-form-urlencoded";
    let send = |server: &Running, content_type: &str, headers: &str| {
        let headers = format!("Host: localhost\r\n{headers}Content-Type: {content_type}\r\n");
        let request = post(&call("count", &[])).replace("Host: localhost\r\n", &headers);
        let request = request.replace("Content-Type: text/xml\r\n", "");
        Connection::open(server.address()).send(request).response()
    };
    let standard = serve();
    let refused = send(&standard, FORM, "");
    assert_eq!(refused.status, 415);
    assert!(refused.body.contains("\"application/x-www-form-urlencoded\""), "{refused:?}");
    assert_eq!(send(&standard, "text/xml, charset=utf-8", "").status, 200);
    let refused = send(&standard, "text/plain, text/xml", "");
    assert!(refused.status == 415 && refused.body.contains("\"text/plain, text/xml\""), "{refused:?}");

    let lenient = serve_with(Server::new().http(|http| http.form_content_type = true));
    assert_eq!(send(&lenient, FORM, "").status, 200);
    assert_eq!(send(&lenient, &format!("{FORM}; charset=utf-8"), "").status, 200);
    for browser in ["Origin: null\r\n", "Sec-Fetch-Site: none\r\n", "Origin: http://localhost\r\n"] {
        assert!([403, 415].contains(&send(&lenient, FORM, browser).status), "{browser}");
    }
    for other in ["text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded2"] {
        assert_eq!(send(&lenient, other, "").status, 415, "{other}");
    }
}
