//! Generated clients: Python through mypy, and calls of ours and of supervisord.

use std::path::Path;
use std::process::Command;

use xmlrpc_protocol_tests::process::workspace;

use crate::supervisord::Supervisor;
use crate::support::{command, python_server, run, server};
use crate::{folder, installed};

const HOSTILE: &str = include_str!("hostile.json");

/// Generates a client into a file.
fn generate(options: &[&str], language: &str, file: &Path) {
    let ending = run(command().args(options).args(["generate", language]));
    assert_eq!(ending.code, Some(0), "{}", ending.stderr);
    std::fs::write(file, ending.stdout).expect("the client is written");
}

/// Runs a program, which must succeed, and answers what it printed.
fn succeed(command: &mut Command) -> String {
    let output = command.output().expect("the program starts");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    stdout.into_owned()
}

#[test]
fn generated_python_passes_mypy_and_calls() {
    let folder = folder("python");
    let (_running, python) = python_server();
    let supervisor = Supervisor::start("python-supervisor");
    let description = folder.join("hostile.json");
    std::fs::write(&description, HOSTILE).expect("the description is written");
    let description = description.to_string_lossy().into_owned();
    let file = |name: &str| folder.join(name);
    generate(&[server()], "python", &file("ours.py"));
    generate(&[&python], "python", &file("cpython.py"));
    generate(&["--user", "ada:secret", &supervisor.tcp], "python", &file("supervised.py"));
    let ending = run(command().args(["generate", "python", "--from", &description]));
    std::fs::write(file("hostile.py"), ending.stdout).expect("the client is written");
    std::fs::write(
        file("main.py"),
        "import sys\nimport cpython\nimport hostile\nimport ours\nimport supervised\n\n\
         client = ours.Client(sys.argv[1])\n\
         total: int = client.math.add(2, 3)\n\
         half: float = client.math.half(5.0)\n\
         names = client.system.listMethods()\n\
         print(total, half, \"math.add\" in names, client.echo({\"a\": [1, None]}))\n\
         print(cpython.Client(sys.argv[2]).add(2, 3))\n\
         print(supervised.Client(sys.argv[3]).supervisor.getState()[\"statename\"])\n\
         hostile.Client(sys.argv[1])\n",
    )
    .expect("the program is written");
    let mypy =
        succeed(Command::new(installed("mypy")).args(["--strict", "--no-incremental", "main.py"]).current_dir(&folder));
    assert!(mypy.starts_with("Success"), "{mypy}");
    let supervised = std::fs::read_to_string(file("supervised.py")).expect("the client is there");
    assert!(supervised.contains("def getState(self) -> _builtins.dict["), "{supervised}");
    let with_password = supervisor.tcp.replace("http://", "http://ada:secret@") + "/RPC2";
    let printed = succeed(
        Command::new(installed("python"))
            .args(["main.py", server(), &python, &with_password])
            .env("no_proxy", "*")
            .current_dir(&folder),
    );
    assert_eq!(printed, "5 2.5 True {'a': [1, None]}\n5\nRUNNING\n");
}

const RUST_MAIN: &str = r#"#![deny(warnings)]
#[allow(dead_code)]
mod cpython;
#[allow(dead_code)]
mod hostile;
#[allow(dead_code)]
mod ours;
#[allow(dead_code)]
mod supervised;

use xmlrpc_client::{Client, Value};

#[tokio::main(flavor = "current_thread")]
async fn main() -> xmlrpc_client::Result<()> {
    let addresses: Vec<String> = std::env::args().skip(1).collect();
    let ours = Client::new(&addresses[0])?;
    let sum = ours::MathClient::new(&ours).add(2, 3).await?;
    let length = ours::TextClient::new(&ours).length("abc").await?;
    let echo = ours::MethodsClient::new(&ours).echo(&Value::from(7)).await?;
    println!("{sum} {length} {echo:?}");
    let cpython = Client::new(&addresses[1])?;
    println!("{:?}", cpython::MethodsClient::new(&cpython).add(&[Value::from(2), Value::from(3)]).await?);
    let supervisor = Client::builder().basic_auth("ada", "secret").build(&addresses[2])?;
    let supervisor = supervised::SupervisorClient::new(&supervisor);
    println!("{:?}", supervisor.get_state().await?.get("statename"));
    println!("{:?}", supervisor.get_process_info("cat").await?.get("name"));
    Ok(())
}
"#;

const RUST_MANIFEST: &str = r#"[package]
name = "generated"
version = "0.0.0"
edition = "2024"
[workspace]
[dependencies]
serde = { version = "1", features = ["derive"] }
tokio = { version = "1", default-features = false, features = ["macros", "rt"] }
"#;

#[test]
fn generated_rust_compiles_and_calls() {
    let folder = folder("rust");
    let source = folder.join("src");
    std::fs::create_dir_all(&source).expect("a folder can be made");
    let (_running, python) = python_server();
    let supervisor = Supervisor::start("rust-supervisor");
    let description = folder.join("hostile.json");
    std::fs::write(&description, HOSTILE).expect("the description is written");
    generate(&[server()], "rust", &source.join("ours.rs"));
    generate(&[&python], "rust", &source.join("cpython.rs"));
    generate(&["--user", "ada:secret", &supervisor.tcp], "rust", &source.join("supervised.rs"));
    let ending = run(command().args(["generate", "rust", "--from"]).arg(&description));
    std::fs::write(source.join("hostile.rs"), ending.stdout).expect("the client is written");
    std::fs::write(source.join("main.rs"), RUST_MAIN).expect("the program is written");
    let workspace = workspace();
    let client = format!("xmlrpc-client = {{ path = {:?} }}\n", workspace.join("xmlrpc-client"));
    std::fs::write(folder.join("Cargo.toml"), RUST_MANIFEST.to_owned() + &client).expect("the manifest is written");
    std::fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock"))
        .expect("the versions are those of the workspace");
    let printed = succeed(
        Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--offline", "--target-dir"])
            .arg(workspace.join("target/foreign/rust"))
            .args(["--", server(), &python, &supervisor.tcp])
            .env("no_proxy", "*")
            .current_dir(&folder),
    );
    assert_eq!(printed, "5 3 Int(7)\nInt(5)\nSome(String(\"RUNNING\"))\nSome(String(\"cat\"))\n");
}
