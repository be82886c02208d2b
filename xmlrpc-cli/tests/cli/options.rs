//! Options: what is sent with a request.

use crate::support::{command, printed, raw_server, read_request, replying, run, scripted};
use std::io::Write;

/// A server whose result is the head of the request.
fn echoing_heads() -> String {
    raw_server(|mut stream| {
        while let Some((head, _)) = read_request(&mut stream) {
            let head = head.replace('&', "&amp;").replace('<', "&lt;").replace('\r', "");
            let body = format!(
                "<?xml version='1.0'?><methodResponse><params><param><value>{head}</value></param></params></methodResponse>"
            );
            let length = body.len();
            let _ =
                write!(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: {length}\r\n\r\n{body}");
        }
    })
}

fn head(options: &[&str], environment: &[(&str, &str)]) -> String {
    let address = echoing_heads();
    let mut command = command();
    command.args(options).args([&address, "call", "m"]).envs(environment.iter().copied());
    let ending = run(&mut command);
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    ending.stdout.to_lowercase()
}

#[test]
fn credentials_come_from_options_the_environment_or_files() {
    let basic = "authorization: basic ywrhonnly3jlda=="; // ada:secret, in lower case
    assert!(head(&["--user", "ada:secret"], &[]).contains(basic));
    assert!(head(&["--user", "ada"], &[("XMLRPC_PASSWORD", "secret")]).contains(basic));
    assert!(head(&[], &[("XMLRPC_USER", "ada"), ("XMLRPC_PASSWORD", "secret")]).contains(basic));
    assert!(head(&[], &[("XMLRPC_BEARER", "t0ken")]).contains("authorization: bearer t0ken"));
    assert!(head(&["--bearer", "t0ken"], &[("XMLRPC_USER", "ada")]).contains("authorization: bearer t0ken"));
    let file = std::env::temp_dir().join(format!("xmlrpc-cli-secret-{}", std::process::id()));
    std::fs::write(&file, "ada:secret\n").expect("a file is written");
    assert!(head(&["--user", &format!("@{}", file.display())], &[]).contains(basic));
    let _ = std::fs::remove_file(file);
}

#[test]
fn headers_are_added() {
    let head = head(&["--header", "X-One: 1", "--header", "X-Two: a: b"], &[]);
    assert!(head.contains("x-one: 1\n") && head.contains("x-two: a: b\n"), "{head}");
    assert!(head.starts_with("post /rpc2 http/1.1") && head.contains("user-agent: xmlrpc-cli/"), "{head}");
}

#[test]
fn secrets_appear_in_no_message() {
    let mut command = command();
    command.args(["--user", "ada:hunter2", "--header", "x-key: hunter2", "http://eve:hunter2@127.0.0.1:1", "list"]);
    let ending = run(&mut command);
    assert_eq!(ending.code, Some(3));
    assert!(!ending.stderr.contains("hunter2"), "{}", ending.stderr);
}

#[test]
fn a_preset_has_the_path_of_its_server() {
    assert!(head(&["--preset", "wordpress"], &[]).starts_with("post /xmlrpc.php http/1.1"));
    assert!(head(&["--preset", "supervisor"], &[]).starts_with("post /rpc2 http/1.1"));
}

#[test]
fn a_preset_reads_what_its_server_sends() {
    let empty = replying("200 OK", "text/xml", "");
    assert_eq!(printed(0, [empty.as_str(), "call", "m", "--preset", "homematic"]), "nil\n");
    let document = "\n<?xml version='1.0'?><methodResponse><params><param><value><int>1</int></value></param></params></methodResponse>";
    let blank = replying("200 OK", "text/xml", document);
    assert_eq!(printed(0, [blank.as_str(), "call", "m", "--preset", "wordpress"]), "1\n");
    assert!(
        printed(3, [blank.as_str(), "call", "m", "--preset", "wordpress", "--reading", "strict"]).contains("xmlrpc: ")
    );
}

#[test]
fn a_preset_writes_what_its_server_reads() {
    let address = scripted(|_, body| Some(format!("<boolean>{}</boolean>", i32::from(body.contains("<i4>5</i4>")))));
    assert_eq!(printed(0, [address.as_str(), "call", "m", "i:5", "--preset", "ros"]), "true\n");
    assert!(printed(2, [address.as_str(), "call", "m", "nil:", "--preset", "ros"]).contains("xmlrpc: "));
}
