//! The command line: its options, and the command with its own arguments.

mod command;
mod secrets;
mod time;

pub(crate) use command::command;
pub(crate) use secrets::{Credentials, headers};

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::ArgMatches;

use crate::failure::Result;

/// What the command line asks for.
#[derive(Debug)]
pub(crate) struct Options {
    pub(crate) address: Option<String>,
    pub(crate) connection: Connection,
    pub(crate) output: Output,
    pub(crate) task: Task,
}

/// How the server is reached and called.
#[derive(Debug, Default)]
pub(crate) struct Connection {
    pub(crate) user: Option<String>,
    pub(crate) bearer: Option<String>,
    pub(crate) headers: Vec<String>,
    /// The time limit that was asked for.
    pub(crate) timeout: Option<Duration>,
    pub(crate) reading: Option<String>,
    pub(crate) preset: Option<String>,
    pub(crate) ca: Option<PathBuf>,
    pub(crate) cert: Option<PathBuf>,
    pub(crate) key: Option<PathBuf>,
    pub(crate) raw: bool,
}

/// The form of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    Tree,
    Json,
    TypedJson,
}

/// The command.
#[derive(Debug)]
pub(crate) enum Task {
    List,
    Describe { method: String },
    Call { method: String, arguments: Vec<OsString>, untyped: bool },
    Generate(Generate),
    Check,
    Completions { shell: clap_complete::Shell },
}

/// What is generated, and from what.
#[derive(Debug)]
pub(crate) struct Generate {
    pub(crate) language: Language,
    pub(crate) from: Option<PathBuf>,
    pub(crate) save: Option<PathBuf>,
    pub(crate) overlay: Option<PathBuf>,
}

/// The language of a generated client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Python,
}

/// Reads a command line, beginning with the program's name.
///
/// # Errors
///
/// clap's message, or its help.
pub(crate) fn matches(line: impl IntoIterator<Item = OsString>) -> std::result::Result<ArgMatches, clap::Error> {
    command().try_get_matches_from(command::shielded(line))
}

impl Options {
    /// The options of a command line that clap has accepted.
    pub(crate) fn of(matches: &ArgMatches) -> Result<Options> {
        let text = |id: &str| matches.get_one::<String>(id).cloned();
        let path = |id: &str| matches.get_one::<PathBuf>(id).cloned();
        let connection = Connection {
            user: text("user"),
            bearer: text("bearer"),
            headers: matches.get_many("header").into_iter().flatten().cloned().collect(),
            timeout: text("timeout").map(|text| time::duration(&text)).transpose()?,
            reading: text("reading"),
            preset: text("preset"),
            ca: path("ca"),
            cert: path("cert"),
            key: path("key"),
            raw: matches.get_flag("raw"),
        };
        let output = match (matches.get_flag("typed-json"), matches.get_flag("json")) {
            (true, _) => Output::TypedJson,
            (false, true) => Output::Json,
            (false, false) => Output::Tree,
        };
        Ok(Options { address: text("address"), connection, output, task: task(matches) })
    }
}

/// clap has checked that there is a command, and that it has what it requires.
fn task(matches: &ArgMatches) -> Task {
    let Some((name, own)) = matches.subcommand() else { return Task::List };
    let method = || own.get_one::<String>("method").cloned().unwrap_or_default();
    let path = |id: &str| own.get_one::<PathBuf>(id).cloned();
    match name {
        "describe" => Task::Describe { method: method() },
        "call" => Task::Call {
            method: method(),
            arguments: own.get_many("arguments").into_iter().flatten().map(command::unshielded).collect(),
            untyped: matches.get_flag("untyped"),
        },
        "generate" => Task::Generate(Generate {
            language: match own.get_one::<String>("language").map(String::as_str) {
                Some("python") => Language::Python,
                _ => Language::Rust,
            },
            from: path("from"),
            save: path("save"),
            overlay: path("overlay"),
        }),
        "check" => Task::Check,
        "completions" => {
            Task::Completions { shell: own.get_one("shell").copied().unwrap_or(clap_complete::Shell::Bash) }
        }
        _ => Task::List,
    }
}
