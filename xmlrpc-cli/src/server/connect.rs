//! The client of the command line's options.

use std::env::{self, VarError};
use std::fs;
use std::path::Path;

use xmlrpc_client::{Client, ClientBuilder, Error};
use xmlrpc_core::reading::{DuplicateMembers, EmptyNumbers, ForbiddenCharacters};
use xmlrpc_core::{Dialect, Limits, Reading};

use super::presets::Preset;
use super::raw::Recorder;
use crate::escape::excerpt;
use crate::failure::{Failure, Result};
use crate::options::{Connection, Credentials, headers};

/// A person asks for a large response on purpose: the bounds are those of memory alone.
const LIMITS: Limits = Limits {
    body: 256 << 20,
    depth: Limits::MAX_DEPTH,
    values: 10_000_000,
    attributes: 64,
    name: 64 << 10,
    string: 256 << 20,
    response: 256 << 20,
    multicall: 1_000,
};

/// Everything that servers are known to send.
const TOLERANT: Reading = Reading {
    duplicate_members: DuplicateMembers::Last,
    empty_numbers: EmptyNumbers::Nil,
    empty_dates_are_nil: true,
    not_finite: true,
    forbidden_characters: ForbiddenCharacters::Replace,
    ..Reading::tolerant()
};

/// The client of a server.
pub(super) fn client(
    address: Option<&str>,
    connection: &Connection,
    recorder: &Recorder,
    change: impl FnOnce(&mut Dialect),
) -> Result<Client> {
    let Some(address) = address else {
        return Err(Failure::usage(
            "there is no address: write the server in front of the command, such as xmlrpc http://localhost:9000 list",
        ));
    };
    let preset = Preset::named(connection.preset.as_deref())?;
    let mut dialect = Dialect::standard();
    (preset.adapt)(&mut dialect);
    change(&mut dialect);
    let build = || read_options(Client::builder(), connection, preset).dialect(dialect);
    let builder = with_certificates(authenticated(build(), connection)?, connection)?;
    let client = builder.build(&preset.address(address)).map_err(refused)?;
    if !connection.raw {
        return Ok(client);
    }
    build().build_over(recorder.around(client)).map_err(refused)
}

/// A variable of the environment. What is no text is refused, since a secret that is left out is hard to find.
fn variable(name: &str) -> Result<Option<String>> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(Failure::usage(format!("the environment variable {name} is not UTF-8"))),
    }
}

fn refused(error: Error) -> Failure {
    Failure::usage(error.to_string())
}

/// How responses are read.
fn read_options(builder: ClientBuilder, connection: &Connection, preset: &Preset) -> ClientBuilder {
    let reading = match connection.reading.as_deref() {
        Some("strict") => Reading::strict(),
        Some("standard") => Reading::standard(),
        Some("tolerant") => TOLERANT,
        _ if preset.is_tolerant => TOLERANT,
        _ => Reading::standard(),
    };
    let empty_is_nil = preset.empty_is_nil || connection.reading.as_deref() == Some("tolerant");
    builder.limits(LIMITS).reading(reading).empty_is_nil(empty_is_nil)
}

/// The certificates that are trusted and shown.
fn with_certificates(mut builder: ClientBuilder, connection: &Connection) -> Result<ClientBuilder> {
    if let Some(file) = &connection.ca {
        builder = builder.ca(pem("--ca", file)?);
    }
    match (&connection.cert, &connection.key) {
        (Some(cert), key) => {
            let (certificate, key) = (pem("--cert", cert)?, pem("--key", key.as_ref().unwrap_or(cert))?);
            builder = builder.client_certificate(certificate, key);
        }
        (None, Some(_)) => return Err(Failure::usage("--key needs --cert: the certificate that the key belongs to")),
        (None, None) => {}
    }
    Ok(builder)
}

fn pem(option: &str, file: &Path) -> Result<Vec<u8>> {
    let shown = excerpt(&file.to_string_lossy());
    fs::read(file).map_err(|error| Failure::usage(format!("{option}: cannot read the file {shown}: {error}")))
}

/// What is sent with each request.
fn authenticated(mut builder: ClientBuilder, connection: &Connection) -> Result<ClientBuilder> {
    builder = builder.user_agent(concat!("xmlrpc-cli/", env!("CARGO_PKG_VERSION")));
    for (name, value) in headers(&connection.headers)? {
        builder = builder.header(&name, &value);
    }
    match Credentials::of(connection, variable)? {
        Some(Credentials::Basic { user, password }) => builder = builder.basic_auth(&user, &password),
        Some(Credentials::Bearer(token)) => builder = builder.bearer(&token),
        None => {}
    }
    Ok(builder)
}
