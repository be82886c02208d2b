//! supervisord: flat signatures, optional parameters listed as required, Basic authentication, a Unix socket.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{command, run};
use crate::{folder, installed};

/// A supervisord of the test's own.
pub(crate) struct Supervisor {
    child: Child,
    pub(crate) tcp: String,
    unix: String,
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Supervisor {
    pub(crate) fn start(name: &str) -> Supervisor {
        let folder = folder(name);
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port is free").port();
        let socket = folder.join("supervisor.sock");
        let place = folder.display();
        let configuration = format!(
            "[supervisord]\nnodaemon=true\nlogfile={place}/log\npidfile={place}/pid\nchildlogdir={place}\n\
             [unix_http_server]\nfile={}\nusername=ada\npassword=secret\n\
             [inet_http_server]\nport=127.0.0.1:{port}\nusername=ada\npassword=secret\n\
             [rpcinterface:supervisor]\nsupervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface\n\
             [program:cat]\ncommand=/bin/cat\nautostart=false\nstartsecs=0\n",
            socket.display(),
        );
        let file = folder.join("supervisord.conf");
        std::fs::write(&file, configuration).expect("the configuration is written");
        let child = Command::new(installed("supervisord"))
            .arg("-c")
            .arg(&file)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("supervisord starts");
        let supervisor =
            Supervisor { child, tcp: format!("http://127.0.0.1:{port}"), unix: format!("unix:{}", socket.display()) };
        let start = Instant::now();
        while supervisor.call(0, &["call", "supervisor.getState"]).is_none() {
            assert!(start.elapsed() < Duration::from_secs(30), "supervisord does not answer");
            thread::sleep(Duration::from_millis(100));
        }
        supervisor
    }

    /// What the command prints if it ends with this code.
    fn call(&self, code: i32, arguments: &[&str]) -> Option<String> {
        let mut command = command();
        let ending = run(command.args(["--user", "ada:secret", &self.tcp]).args(arguments));
        let printed = ending.stdout + &ending.stderr;
        (ending.code == Some(code)).then_some(printed)
    }
}

#[test]
fn supervisord_is_listed_described_and_called() {
    let supervisor = Supervisor::start("calls");
    let names = supervisor.call(0, &["list"]).unwrap_or_default();
    assert!(names.lines().any(|name| name == "supervisor.getProcessInfo"), "{names}");
    let described = supervisor.call(0, &["describe", "supervisor.startProcess"]).unwrap_or_default();
    assert!(described.starts_with("supervisor.startProcess(string, boolean) -> boolean\n"), "{described}");
    let state = supervisor.call(0, &["call", "supervisor.getState"]).unwrap_or_default();
    assert!(state.contains("statename: RUNNING"), "{state}");
    // The second parameter is optional, and listed as required.
    let started = supervisor.call(0, &["call", "supervisor.startProcess", "cat"]).unwrap_or_default();
    assert!(started.starts_with("true\n"), "{started}");
    let sent = supervisor.call(0, &["call", "supervisor.sendProcessStdin", "cat", "5"]).unwrap_or_default();
    assert!(sent.starts_with("true\n"), "{sent}");
    let stopped = supervisor.call(0, &["call", "supervisor.stopProcess", "cat", "true"]).unwrap_or_default();
    assert!(stopped.starts_with("true\n"), "{stopped}");
    let info = supervisor.call(0, &["call", "supervisor.getProcessInfo", "cat", "--json"]).unwrap_or_default();
    assert!(info.contains("\"name\": \"cat\""), "{info}");
    let fault = supervisor.call(1, &["call", "supervisor.getProcessInfo", "dog"]).unwrap_or_default();
    assert_eq!(fault, "xmlrpc: fault 10: BAD_NAME: dog\n");
    let unknown = supervisor.call(1, &["call", "supervisor.getStat"]).unwrap_or_default();
    assert!(unknown.contains("\"supervisor.getState\""), "{unknown}");
}

#[test]
fn its_socket_and_its_password() {
    let supervisor = Supervisor::start("socket");
    let mut with_environment = command();
    with_environment.env("XMLRPC_USER", "ada").env("XMLRPC_PASSWORD", "secret");
    let ending = run(with_environment.args([&supervisor.unix, "call", "supervisor.getState", "--json"]));
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    assert!(ending.stdout.contains("\"statename\": \"RUNNING\""), "{}", ending.stdout);
    for options in [&[][..], &["--user", "ada:wrong"]] {
        let ending = run(command().args(options).args([&supervisor.tcp, "list"]));
        assert_eq!(ending.code, Some(3), "{}", ending.stderr);
        assert!(ending.stderr.contains("401") && !ending.stderr.contains("wrong"), "{}", ending.stderr);
    }
}

#[test]
fn a_check_finds_the_flat_signatures_and_leaves_the_server_alive() {
    let supervisor = Supervisor::start("check");
    let findings = supervisor.call(1, &["check"]).unwrap_or_default();
    assert!(findings.contains("is one array of types"), "{findings}");
    assert!(!findings.contains("no longer answers"), "{findings}");
    assert!(supervisor.call(0, &["call", "supervisor.getState"]).is_some());
}
