//! Where calls are answered: the server's own paths, several dispatchers, and other people's apps.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use tokio::runtime::Runtime;
use xmlrpc_server::{Capacity, Dispatcher, Endpoint, Limits, Server};

use crate::client::{Connection, call, exchange, post_with};
use crate::subject::{Running, Subject};

#[test]
fn a_server_answers_at_the_paths_it_was_given() {
    let server = Running::new(Server::new().mount(Subject::default()).workers(1).paths(["/xmlrpc", "/other"]));
    assert!(server.handle.url().ends_with("/xmlrpc"));
    for (path, status) in [("/xmlrpc", 200), ("/other", 200), ("/RPC2", 404), ("/", 404)] {
        assert_eq!(exchange(server.address(), post_with(path, "", &call("add", &[2, 3]))).status, status, "{path}");
    }
}

#[test]
fn an_endpoint_goes_into_somebody_elses_app() {
    let endpoint = Endpoint::new(Dispatcher::new().mount(Subject::default())).unwrap();
    let runtime = Runtime::new().unwrap();
    let address = runtime.block_on(async {
        let app = move || {
            App::new()
                .route("/hello", web::get().to(|| async { HttpResponse::Ok().body("hello") }))
                .service(endpoint.clone().paths(["/xmlrpc"]))
                .service(web::scope("/api").service(endpoint.clone()))
        };
        let server = HttpServer::new(app).workers(2).disable_signals().bind("127.0.0.1:0").unwrap();
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        address
    });
    for (index, path) in ["/xmlrpc", "/api/RPC2", "/api/"].into_iter().enumerate() {
        let response = exchange(address, post_with(path, "", &call("count", &[])));
        assert_eq!(response.int() as usize, index + 1, "one instance behind every path, {path} included");
    }
    assert_eq!(exchange(address, "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n").body, "hello");
    assert_eq!(exchange(address, post_with("/RPC2", "", &call("add", &[2, 3])) + "\r\n").status, 404);
}

#[test]
fn each_path_has_a_dispatcher_with_methods_and_limits_of_its_own() {
    let small = Limits { body: 300, ..Limits::default() };
    let admin = Dispatcher::new().function("secret", || 7).limits(small);
    let bare = Dispatcher::new().introspection(false).function("secret", || 8);
    let server = Server::new().mount(Subject::default()).workers(1);
    let server = Running::new(server.dispatcher_at("/admin", admin).dispatcher_at("/bare", bare));
    assert!(server.handle.url().ends_with("/RPC2"));
    let ask = |path: &str, method: &str| exchange(server.address(), post_with(path, "", &call(method, &[])));

    assert_eq!(ask("/RPC2", "count").int(), 1);
    assert_eq!(ask("/?x=1", "count").int(), 2);
    assert_eq!(ask("/RPC2", "secret").fault_code(), -32601);
    assert_eq!(ask("/admin", "secret").int(), 7);
    assert_eq!(ask("/admin?x=1", "count").fault_code(), -32601);
    assert!(!ask("/admin", "system.listMethods").body.contains("count"));
    assert_eq!(ask("/bare", "secret").int(), 8);
    assert_eq!(ask("/bare", "system.listMethods").fault_code(), -32601);
    assert_eq!(ask("/Admin", "secret").status, 404);

    let large = call("secret", &[]) + &" ".repeat(300);
    assert_eq!(exchange(server.address(), post_with("/admin", "", &large)).status, 413);
    assert_eq!(exchange(server.address(), post_with("/bare", "", &large)).status, 200);
}

#[test]
fn a_mistake_in_any_dispatcher_is_told_at_the_start() {
    let twice = Dispatcher::new().function("twice", || 1).function("twice", || 2);
    let start = |server: Server| {
        let outcome = Runtime::new().unwrap().block_on(server.start("127.0.0.1:0"));
        outcome.unwrap_err().to_string()
    };
    assert!(start(Server::new().dispatcher_at("/admin", twice)).contains("twice"));
    let taken = start(Server::new().dispatcher_at("/", Dispatcher::new()));
    assert!(taken.contains("`dispatcher_at`") && taken.contains("`paths`"), "{taken}");
}

#[test]
fn several_paths_and_several_servers_share_a_dispatcher() {
    let shared = Arc::new(Dispatcher::new().mount(Subject::default()));
    let capacity = Capacity { calls: 4, queue: 0, ..Capacity::default() };
    let first = Server::new().function("own", || 5).capacity(capacity).workers(1);
    let first = Running::new(first.dispatcher_at(["/xmlrpc/object", "/xmlrpc/2/object"], Arc::clone(&shared)));
    let second = Running::new(Server::from(Arc::clone(&shared)).workers(1));
    let ask = |server: &Running, path: &str, method: &str, params: &[i32]| {
        exchange(server.address(), post_with(path, "", &call(method, params)))
    };
    assert_eq!(ask(&first, "/xmlrpc/object", "count", &[]).int(), 1);
    assert_eq!(ask(&first, "/xmlrpc/2/object", "count", &[]).int(), 2);
    assert_eq!(ask(&second, "/RPC2", "count", &[]).int(), 3);
    assert_eq!(ask(&first, "/xmlrpc/2/object", "own", &[]).fault_code(), -32601);
    assert_eq!(ask(&first, "/RPC2", "own", &[]).int(), 5);

    // The paths share the limits of the methods: a method has half of the four calls.
    let sleep = |path: &str| {
        let mut connection = Connection::open(first.address());
        connection.send(post_with(path, "", &call("nap", &[2000])));
        connection
    };
    let _sleeping = [sleep("/xmlrpc/object"), sleep("/xmlrpc/2/object")];
    thread::sleep(Duration::from_millis(300));
    assert_eq!(ask(&first, "/xmlrpc/object", "nap", &[1]).status, 503);

    let twice = Server::new().dispatcher_at(["/a", "/a/"], Dispatcher::new());
    let taken = Runtime::new().unwrap().block_on(twice.start("127.0.0.1:0")).unwrap_err().to_string();
    assert!(taken.contains("already has a dispatcher"), "{taken}");
    let endpoint = Endpoint::new(Arc::clone(&shared)).unwrap();
    assert!(endpoint.dispatcher_at("admin", shared).is_err());
}
