#!/usr/bin/env python3
"""The cost of the macros at compile time.

Writes two crates with the same 300 methods, half of them async: one is annotated, the other has a hand-written `match`
that calls the same functions for reading and writing and boxes the same futures. Builds the dependencies, then each
crate without incremental compilation, in debug, in turns. Prints the CPU time of each and their ratio.

    python3 benches/compile_time.py [ROUNDS]
"""

import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile

METHODS = 300
WORKSPACE = pathlib.Path(__file__).resolve().parent.parent

# Parameters, result and body of the methods, in turns.
SHAPES = [
    ("a: i32, b: i32", "i32", "a.wrapping_add(b)"),
    ("text: String", "usize", "text.len()"),
    ("path: String, limit: Option<i32>", "Result<Vec<String>, Fault>", "Ok(vec![path; limit.unwrap_or(1) as usize])"),
    ("points: Vec<Point>, scale: f64", "Point", "Point { x: points[0].x * scale, y: points[0].y }"),
    ("", "bool", "true"),
]

HEAD = """#![allow(dead_code)]
use serde::{Deserialize, Serialize};
use xmlrpc_server::{Fault, rpc_service};

#[derive(Deserialize, Serialize)]
pub struct Point { pub x: f64, pub y: f64 }

pub struct Api;

"""


def method(number, mark):
    parameters, result, body = SHAPES[number // 2 % len(SHAPES)]
    is_async = number % 2 == 1
    mark = f"    /// Method {number}.\n    {mark}\n" if mark else ""
    comma = ", " if parameters else ""
    keyword = "async " if is_async else ""
    return f"{mark}    pub {keyword}fn method_{number}(&self{comma}{parameters}) -> {result} {{ {body} }}\n"


def annotated():
    methods = (method(n, "#[expose]" if n % 2 else "#[expose(inline)]") for n in range(METHODS))
    return HEAD + '#[rpc_service(prefix = "api")]\nimpl Api {\n' + "".join(methods) + "}\n"


def arm(number):
    parameters, result, _ = SHAPES[number // 2 % len(SHAPES)]
    types = [parameter.split(": ", 1)[1] for parameter in parameters.split(", ")] if parameters else []
    reads = "".join(f"let p{n} = runtime::parameter::<{ty}>(arguments)?; " for n, ty in enumerate(types))
    call = f"self.method_{number}({', '.join(f'p{n}' for n in range(len(types)))})"
    is_async = number % 2 == 1
    call += ".await" if is_async else ""
    write = f"response.write(&{call}?)" if result.startswith("Result") else f"response.write(&{call})"
    run = f"runtime::pending(async move {{ {write} }})" if is_async else f"runtime::written({write})"
    if not is_async and result.startswith("Result"):
        run = f"runtime::written({call}.and_then(|value| response.write(&value)))"
    return f'            "api.method_{number}" => {{ {reads}arguments.finish()?; {run} }}\n'


def by_hand():
    methods = "".join(method(n, "") for n in range(METHODS))
    arms = "".join(arm(n) for n in range(METHODS))
    return (
        HEAD.replace("{Fault, rpc_service}", "{Fault, __private as runtime}")
        + "impl Api {\n"
        + methods
        + """
    pub fn call<'s>(
        &'s self,
        name: &str,
        arguments: &mut runtime::Arguments<'s>,
        response: &'s mut runtime::Response,
    ) -> Result<runtime::Reply<'s>, Fault> {
        match name {
"""
        + arms
        + "            _ => Err(Fault::method_not_found(name)),\n        }\n    }\n}\n"
    )


def write_crates(folder):
    for name, source in [("annotated", annotated()), ("by_hand", by_hand())]:
        (folder / name / "src").mkdir(parents=True)
        (folder / name / "src" / "lib.rs").write_text(source)
        (folder / name / "Cargo.toml").write_text(
            f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n'
            f'serde = {{ version = "1", features = ["derive"] }}\n'
            f'xmlrpc-server = {{ path = "{WORKSPACE / "xmlrpc-server"}" }}\n'
        )
    (folder / "Cargo.toml").write_text('[workspace]\nresolver = "3"\nmembers = ["annotated", "by_hand"]\n')
    (folder / "Cargo.lock").write_text((WORKSPACE / "Cargo.lock").read_text())


def build(folder, name):
    """CPU time of building one crate again, in seconds."""
    environment = os.environ | {"CARGO_INCREMENTAL": "0", "CARGO_TARGET_DIR": str(folder / "target")}
    (folder / name / "src" / "lib.rs").touch()
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(["cargo", "build", "--quiet", "--package", name], cwd=folder, env=environment, check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        write_crates(folder)
        times = {"annotated": [], "by_hand": []}
        for name in times:
            build(folder, name)
        for _ in range(rounds):
            for name, measured in times.items():
                measured.append(build(folder, name))
        medians = {name: statistics.median(measured) for name, measured in times.items()}
        for name, seconds in medians.items():
            print(f"{name:10} {seconds:6.2f} s of CPU time for {METHODS} methods")
        print(f"ratio      {medians['annotated'] / medians['by_hand']:6.2f}")


if __name__ == "__main__":
    main()
