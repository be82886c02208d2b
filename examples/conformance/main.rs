//! The methods of XML-RPC's public test suites, and further ones for tests of clients and of this server.
//!
//! `cargo run --release --example conformance -- --listen 127.0.0.1:8000 --workers 2 --log`

mod directory;
mod echo;
mod examples;
mod interop_echo;
mod options;
mod prefixed;
mod validator1;

use std::process::ExitCode;

use xmlrpc_server::{Fault, Function, Server};

use options::Options;

fn main() -> ExitCode {
    let options = match Options::from_command_line() {
        Ok(options) => options,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
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

fn server() -> Server {
    Server::new()
        .mount(validator1::Validator1)
        .mount(interop_echo::InteropEchoTests)
        .mount(examples::Examples)
        .mount(echo::Echo)
        .mount(directory::Directory)
        .mount(prefixed::Prefixed)
        .function(
            "multiply args",
            Function::new(multiply).inline().help("Multiply two numbers.").parameters(["a", "b"]),
        )
}

fn multiply(a: i32, b: i32) -> Result<i32, Fault> {
    a.checked_mul(b).ok_or(Fault::application("the product does not fit into 32 bits"))
}
