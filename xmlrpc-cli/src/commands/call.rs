//! `call`: a method, with the arguments of the command line.

use std::ffi::OsString;

use xmlrpc_client::ErrorKind;
use xmlrpc_core::Value;
use xmlrpc_core::dialect::IntTag;

use crate::arguments::{Argument, Files, fit};
use crate::failure::{Failure, Result};
use crate::options::{Connection, Output};
use crate::output::{note, show};
use crate::server::{Deadline, Server};
use crate::signature::Signature;

/// What is called.
pub(super) struct Call {
    pub(super) method: String,
    pub(super) arguments: Vec<OsString>,
    pub(super) untyped: bool,
}

pub(super) async fn run(
    call: Call,
    address: Option<&str>,
    connection: &Connection,
    deadline: Deadline,
    output: Output,
) -> Result<()> {
    if call.method.is_empty() {
        return Err(Failure::usage("the method's name is empty: `list` shows the names that the server has"));
    }
    // Mistakes of the address are found before standard input is read.
    let mut server = Server::at(address, connection, deadline)?;
    let arguments = arguments(call.arguments, deadline, connection)?;
    if connection.timeout.is_none() {
        // Without a limit that was asked for, what is typed on standard input takes no time of the call.
        server.restart(deadline.again());
    }
    let mut signature = match !call.untyped && arguments.iter().any(Argument::is_open) {
        true => server.signature(&call.method).await?,
        false => None,
    };
    // A signature names one of any number of further parameters, and a description says so.
    let is_too_short = |signature: &Signature| !signature.is_flat() && signature.forms_of(arguments.len()).is_empty();
    if signature.as_ref().is_some_and(is_too_short) {
        signature = server.schema(&call.method).await.or(signature);
    }
    let values = values(&call.method, arguments, signature.as_ref())?;
    if signature.as_ref().is_some_and(Signature::wants_i4) {
        server.write_in(address, connection, |dialect| dialect.int = IntTag::I4)?;
    }
    match server.call(&call.method, &values).await {
        Ok(result) => show(&result, output),
        Err(error) => {
            let failure = server.failure(&error);
            let may_be_unknown = match error.kind() {
                ErrorKind::Fault => true,
                ErrorKind::Http => matches!(error.status(), Some(400 | 404)),
                _ => false,
            };
            let advice = if may_be_unknown { server.advice_for(&call.method).await } else { None };
            Err(match advice {
                Some(advice) => failure.with_advice(&advice),
                None => failure,
            })
        }
    }
}

fn values(method: &str, arguments: Vec<Argument>, signature: Option<&Signature>) -> Result<Vec<Value>> {
    let Some(signature) = signature else {
        arguments.iter().enumerate().filter(|(_, argument)| argument.resembles_json()).for_each(|(index, _)| {
            let position = index + 1;
            note(format_args!("note: argument {position} begins as JSON does and is none: it is sent as a string"));
        });
        return arguments.into_iter().enumerate().map(|(index, argument)| argument.untyped(index + 1)).collect();
    };
    let (values, advice) = fit(method, arguments, signature)?;
    if let Some(advice) = advice {
        note(format_args!(
            "note: {advice}; it is sent nevertheless, since this server lists optional parameters as required"
        ));
    }
    Ok(values)
}

/// Reads the arguments. Standard input counts against a time limit that was asked for.
fn arguments(given: Vec<OsString>, deadline: Deadline, connection: &Connection) -> Result<Vec<Argument>> {
    let (sender, receiver) = std::sync::mpsc::channel();
    let read = move || {
        let mut files = Files::default();
        let arguments = given.iter().enumerate();
        let read = arguments.map(|(index, argument)| Argument::read(argument, index + 1, &mut files)).collect();
        let _ = sender.send(read);
    };
    if connection.timeout.is_none() {
        read();
        return receiver.recv().unwrap_or_else(|_| Err(Failure::usage("the arguments cannot be read")));
    }
    std::thread::spawn(read);
    receiver.recv_timeout(deadline.rest()).unwrap_or_else(|_| Err(deadline.passed("reading the arguments")))
}
