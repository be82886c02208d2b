//! The command `xmlrpc`: calls any XML-RPC server, describes and checks it, and generates typed clients.

mod arguments;
mod check;
mod commands;
mod escape;
mod failure;
mod generate;
mod nearest;
mod options;
mod output;
mod server;
mod signature;
mod value;

use std::process::ExitCode;

use failure::{Code, Failure, Result};
use options::{Options, Task};

fn main() -> ExitCode {
    let options = match parse() {
        Ok(options) => options,
        Err(code) => return code,
    };
    let done = match &options.task {
        Task::Completions { shell } => completions(*shell).map(|()| true),
        _ => serve(options),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => Code::Fault.into(),
        Err(failure) => failed(&failure),
    }
}

fn failed(failure: &Failure) -> ExitCode {
    output::note(format_args!("xmlrpc: {failure}"));
    failure.code().into()
}

/// Reads the command line. Help, versions and mistakes are printed here.
fn parse() -> std::result::Result<Options, ExitCode> {
    let matches = options::matches(std::env::args_os()).map_err(|error| {
        let _ = error.print();
        ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Code::Usage as u8))
    })?;
    Options::of(&matches).map_err(|failure| failed(&failure))
}

fn serve(options: Options) -> Result<bool> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::transport(format!("the runtime cannot start: {error}")))?;
    let done = runtime.block_on(commands::run(options));
    // A thread that still resolves a name is not waited for.
    runtime.shutdown_background();
    done
}

fn completions(shell: clap_complete::Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut options::command(), "xmlrpc", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}
