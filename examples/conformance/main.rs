//! The methods of XML-RPC's public test suites, and further ones for tests of clients and of this server.
//!
//! `cargo run --release --example conformance -- --listen 127.0.0.1:8000 --workers 2 --log`

mod directory;
mod echo;
mod examples;
mod interop_echo;
mod options;
mod prefixed;
mod showcase;
mod validator1;

use std::process::ExitCode;

use xmlrpc_server::describe::Description;
use xmlrpc_server::{Fault, Function, Server, docs};

use options::{Export, Options};

fn main() -> ExitCode {
    let options = match Options::from_command_line() {
        Ok(options) => options,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    if let Some(export) = options.export {
        println!("{}", exported(export));
        return ExitCode::SUCCESS;
    }
    let mut server = server().access_log(options.log);
    if let Some(workers) = options.workers {
        server = server.workers(workers);
    }
    match server.serve_forever(options.listen) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// A description of the annotated methods, for which no server runs.
fn exported(export: Export) -> String {
    let description = Description::of_catalogue(|_| true).title("Conformance").version(env!("CARGO_PKG_VERSION"));
    match export {
        Export::OpenRpc => docs::openrpc(&description),
        Export::JsonSchema => docs::json_schemas(&description),
        Export::PythonStubs => docs::python_stubs(&description),
    }
}

fn server() -> Server {
    Server::new()
        .mount(validator1::Validator1)
        .mount(interop_echo::InteropEchoTests)
        .mount(examples::Examples)
        .mount(echo::Echo)
        .mount(directory::Directory)
        .mount(prefixed::Prefixed)
        .mount(showcase::Showcase)
        .function(
            "multiply args",
            Function::new(multiply).inline().help("Multiply two numbers.").parameters(["a", "b"]),
        )
}

fn multiply(a: i32, b: i32) -> Result<i32, Fault> {
    a.checked_mul(b).ok_or(Fault::application("the product does not fit into 32 bits"))
}
