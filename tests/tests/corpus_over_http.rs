//! The documents of `tests/wire/` over a real socket, in the standard reading: Python posts each and reads the response.

use std::collections::HashMap;

use tokio::runtime::Runtime;
use xmlrpc_protocol_tests::python::run_script;
use xmlrpc_protocol_tests::wire::echo::Echo;
use xmlrpc_protocol_tests::wire::{case, notation};
use xmlrpc_server::{Fault, Server, Value};

/// What Python made of an answer, from a line of its report.
fn answer_of(line: &str) -> Result<Result<Value, Fault>, String> {
    match line.split_once(' ') {
        Some(("value", value)) => notation::parse(value).map(Ok),
        Some(("fault", fault)) => {
            let (code, message) = fault.split_once(' ').ok_or("a fault without a text")?;
            let code = code.parse().map_err(|_| format!("{code:?} is no code"))?;
            match notation::parse(message)? {
                Value::String(message) => Ok(Err(Fault::new(code, message))),
                other => Err(format!("{other:?} is no text")),
            }
        }
        _ => Err(line.to_owned()),
    }
}

#[test]
fn python_reads_every_answer_alike() {
    let runtime = Runtime::new().expect("a runtime");
    let server = Server::new().mount(Echo::default()).workers(1);
    let handle = runtime.block_on(server.start("127.0.0.1:0")).expect("the server starts");
    let outcomes = run_script("tests/interop/corpus.py", &[&handle.url()]);
    let outcomes: HashMap<&str, &str> = outcomes.lines().filter_map(|line| line.split_once(": ")).collect();
    let mut mismatches = Vec::new();
    for case in case::load().expect("a corpus") {
        // Over HTTP, the limits are those of the server.
        if case.limits.is_some() {
            continue;
        }
        let line = outcomes.get(case.name.as_str()).copied().unwrap_or("no outcome");
        let mismatch = match answer_of(line) {
            Ok(answer) => case.standard.blurred().mismatch(&answer.map(|value| notation::blurred(&value))),
            Err(mistake) => Some(mistake),
        };
        mismatches.extend(mismatch.map(|mismatch| format!("{} ({}): {mismatch}", case.name, case.about)));
    }
    runtime.block_on(handle.stop());
    assert!(mismatches.is_empty(), "{} mismatches:\n{}", mismatches.len(), mismatches.join("\n"));
}
