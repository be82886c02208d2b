//! Generated clients: Python through mypy, and calls of ours and of supervisord.

use std::path::Path;
use std::process::Command;

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
#[ignore = "needs mypy"]
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
    let with_password = supervisor.tcp.replace("http://", "http://ada:secret@") + "/RPC2";
    let printed = succeed(
        Command::new(installed("python"))
            .args(["main.py", server(), &python, &with_password])
            .env("no_proxy", "*")
            .current_dir(&folder),
    );
    assert_eq!(printed, "5 2.5 True {'a': [1, None]}\n5\nRUNNING\n");
}
