//! `check`: what is found, and what is sent.

use std::sync::{Arc, Mutex};

use crate::support::{python_server, replying, scripted, server, xmlrpc};

#[test]
fn nothing_is_wrong_with_our_server() {
    let ending = xmlrpc([server(), "check"]);
    assert_eq!(ending.code, Some(0), "{}{}", ending.stdout, ending.stderr);
    assert!(ending.stdout.starts_with("nothing found in "), "{}", ending.stdout);
    assert!(xmlrpc([server(), "check", "--json"]).stdout.contains("\"findings\": []"));
}

#[test]
fn pythons_server_has_findings() {
    let (_running, address) = python_server();
    let ending = xmlrpc([address.as_str(), "check"]);
    assert_eq!((ending.code, ending.stderr.as_str()), (Some(1), ""));
    for expected in ["fault 1, not -32601", "entities of a document type are expanded", "web pages of other sites"] {
        assert!(ending.stdout.contains(expected), "{}", ending.stdout);
    }
}

#[test]
fn a_foreign_server_is_not_harmed() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let all = seen.clone();
    let address = scripted(move |name, body| {
        all.lock().expect("no test panics here").push((name.to_owned(), body.to_owned()));
        match name {
            "system.listMethods" => {
                Some("<array><data><value>launch</value><value>system.listMethods</value></data></array>".into())
            }
            _ => None,
        }
    });
    let ending = xmlrpc([address.as_str(), "check"]);
    assert_eq!(ending.code, Some(1), "{}", ending.stderr);
    let seen = seen.lock().expect("no test panics here");
    assert!(seen.len() > 10);
    for (name, body) in seen.iter() {
        assert!(
            name.starts_with("system.") || name.contains("noSuchMethod") || name.is_empty() || name == "&name;",
            "{name}"
        );
        assert!(body.is_ascii(), "{body}");
        assert!(name != "system.shutdown" && !body.contains("<string>system.multicall"), "{body}");
    }
}

#[test]
fn an_error_status_for_unknown_methods_is_a_finding() {
    for address in
        [replying("404 Not Found", "text/plain", ""), replying("400 Bad Request", "text/plain", "rpc: no method")]
    {
        let ending = xmlrpc([address.as_str(), "check"]);
        assert_eq!(ending.code, Some(1), "{}", ending.stderr);
        assert!(ending.stdout.contains("instead of a fault"), "{}", ending.stdout);
    }
}

#[test]
fn a_server_that_cannot_be_checked_is_a_failure() {
    for address in [
        "http://127.0.0.1:1".to_owned(),
        replying("404 Not Found", "text/html", "<html>"),
        replying("200 OK", "text/html", "<html>"),
        replying("401 Unauthorized", "text/html", "<html>"),
        format!("{}/nothing", server().trim_end_matches("/RPC2")),
    ] {
        let ending = xmlrpc([address.as_str(), "check"]);
        assert_eq!((ending.code, ending.stdout.as_str()), (Some(3), ""), "{address}: {}", ending.stderr);
    }
}

#[test]
fn what_was_found_before_a_failure_is_shown() {
    let address = scripted(|name, _| {
        if name == "system.multicall" {
            std::thread::sleep(std::time::Duration::from_secs(3));
        }
        None
    });
    let ending = xmlrpc([address.as_str(), "check", "--timeout", "1s"]);
    assert_eq!(ending.code, Some(4), "{}", ending.stderr);
    assert!(ending.stdout.contains("fault 1, not -32601"), "{}", ending.stdout);
}
