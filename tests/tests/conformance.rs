//! The conformance example under Python's own client: every method, every type, and many callers at a time.

use std::env;

use xmlrpc_tests::program::{Program, run_to_end};
use xmlrpc_tests::python::run_script;

fn start() -> Program {
    Program::start("conformance", &["--listen", "127.0.0.1:0", "--workers", "2", "--log"])
}

#[test]
fn every_method_and_every_type() {
    let program = start();
    run_script("tests/interop/python_client.py", &[program.url()]);
    program.wait_for_log("\"validator1.manyTypesTest\" ok ");
    program.wait_for_log("\"examples.fault\" fault 4 ");
    program.wait_for_log("\"examples.panic\" fault -32603 ");
}

/// `XMLRPC_LOAD_SECONDS` makes it last longer.
#[test]
fn no_call_is_lost_under_load() {
    let seconds = env::var("XMLRPC_LOAD_SECONDS").unwrap_or("3".into());
    let mut program = start();
    let report = run_script("tests/interop/load.py", &[program.url(), &seconds]);
    assert!(report.ends_with(" on 64 connections, 0 lost\n"), "{report}");
    assert!(program.is_running());
}

#[test]
fn the_client_beside_it_runs() {
    let program = start();
    let printed = run_script("examples/conformance/client.py", &[program.url()]);
    assert!(printed.starts_with("5\n{'any': ['value', 1, 2.5, True]}\n"), "{printed}");
    assert!(printed.ends_with("<Fault 4: 'Too many parameters.'>\n"), "{printed}");
}

#[test]
fn a_mistake_in_the_options_is_one_sentence_and_code_2() {
    for (arguments, sentence) in [
        (
            &["--lisen"][..],
            "\"--lisen\" is not an option; there are --listen ADDRESS, --workers NUMBER, --log and --export openrpc|json-schema|pyi\n",
        ),
        (
            &["127.0.0.1:0"],
            "\"127.0.0.1:0\" is not an option; there are --listen ADDRESS, --workers NUMBER, --log and --export openrpc|json-schema|pyi\n",
        ),
        (&["--listen"], "--listen needs an address, such as 127.0.0.1:8000\n"),
        (&["--workers"], "--workers needs a number, such as 2\n"),
        (&["--workers", "many"], "--workers needs a number, such as 2\n"),
    ] {
        let ending = run_to_end("conformance", arguments);
        assert_eq!((ending.code, ending.stderr.as_str(), ending.stdout.as_str()), (Some(2), sentence, ""));
    }
}

#[test]
fn settings_that_cannot_be_end_the_start() {
    for arguments in [&["--workers", "0"][..], &["--listen", "nowhere"]] {
        let ending = run_to_end("conformance", arguments);
        assert_eq!(ending.code, Some(1), "{ending:?}");
        assert_eq!(ending.stderr.lines().count(), 1, "{ending:?}");
    }
}
