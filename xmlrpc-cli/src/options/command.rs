//! The command line for clap: options, commands and their help.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, ValueHint, value_parser};

const ABOUT: &str = "Calls any XML-RPC server, describes and checks it, and generates typed clients";

const EXAMPLES: &str = "\
Examples:
  xmlrpc http://localhost:9000 list
  xmlrpc http://localhost:9000 describe dir.list
  xmlrpc http://localhost:9000 call dir.list /tmp
  xmlrpc unix:/run/supervisor.sock call supervisor.getProcessInfo web --json

Addresses: http://host:port/path, https://…, unix:/path, unix:/path:/RPC2, scgi://host:port, scgi+unix:/path;
without a path, /RPC2.

Secrets: other users can read a command line. Set XMLRPC_USER, XMLRPC_PASSWORD or XMLRPC_BEARER,
or give a file with @FILE.

Exit codes: 0 done, 1 fault (or findings of check), 2 usage, 3 transport, HTTP or decoding, 4 time limit.";

const ARGUMENTS: &str = "\
Arguments:
  i:5  i8:5000000000  d:1.5  b:true  s:text  t:20260131T12:34:56  64:aGVsbG8=  nil:
  @FILE, @-      the bytes of a file, or of standard input
  5, [1, 2], …   JSON: the same value; {\"$base64\": \"…\"} and {\"$dateTime\": \"…\"} name a type
  anything else  a string

The method's signature, if the server lists it, decides about the type of an argument without a prefix.
Arguments that begin with - stand behind --, unless they are numbers.";

/// The whole command line.
pub(crate) fn command() -> Command {
    Command::new("xmlrpc")
        .version(env!("CARGO_PKG_VERSION"))
        .about(ABOUT)
        .after_help(EXAMPLES)
        .override_usage("xmlrpc [OPTIONS] ADDRESS COMMAND")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("COMMAND")
        .arg(Arg::new("address").value_name("ADDRESS").help("The server").value_hint(ValueHint::Url))
        .args(options())
        .subcommand(task("list", "").about("Lists the names of all methods"))
        .subcommand(
            task("describe", "METHOD").about("Shows the parameters, the result and the help of a method").arg(method()),
        )
        .subcommand(call())
        .subcommand(generate())
        .subcommand(task("check", "").about("Shows what the server does wrong, with advice; changes nothing there"))
        .subcommand(completions())
}

/// What stands before an argument that clap must not take for an option. No argument of a process can have it.
const SHIELD: &str = "\0";

/// The command line with a shield before negative numbers that clap does not know as such: `-1e-5`, `-.5`.
pub(super) fn shielded(line: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut is_open = true;
    let shield = |argument: OsString| {
        is_open = is_open && argument != "--";
        match argument.to_str() {
            Some(text) if is_open && is_number(text) => OsString::from(format!("{SHIELD}{text}")),
            _ => argument,
        }
    };
    line.into_iter().map(shield).collect()
}

/// The argument as it was given.
pub(super) fn unshielded(argument: &OsString) -> OsString {
    argument.to_str().and_then(|text| text.strip_prefix(SHIELD)).map_or_else(|| argument.clone(), OsString::from)
}

fn is_number(text: &str) -> bool {
    let rest = text.strip_prefix('-').unwrap_or_default();
    rest.starts_with(|first: char| first.is_ascii_digit() || first == '.') && rest.parse::<f64>().is_ok()
}

fn options() -> Vec<Arg> {
    let text = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help).global(true)
    };
    let file = |name: &'static str, help: &'static str| {
        text(name, "FILE", help).value_parser(value_parser!(PathBuf)).value_hint(ValueHint::FilePath)
    };
    let flag = |name: &'static str, help: &'static str| {
        Arg::new(name).long(name).help(help).global(true).action(ArgAction::SetTrue)
    };
    vec![
        text("user", "NAME[:PASSWORD]", "Basic authentication; prefer XMLRPC_USER and XMLRPC_PASSWORD, or @FILE"),
        text("bearer", "TOKEN", "A bearer token; prefer XMLRPC_BEARER, or @FILE"),
        text("header", "NAME: VALUE", "A request header, or a file of them with @FILE; may be repeated")
            .action(ArgAction::Append),
        text(
            "timeout",
            "TIME",
            "The time limit of the whole command: 500ms, 5s, 2m [default: 30s; 5m for check and generate]",
        ),
        text("reading", "READING", "How responses are read [default: standard]")
            .value_parser(PossibleValuesParser::new(["strict", "standard", "tolerant"])),
        text(
            "preset",
            "NAME",
            "The settings of a known server: bugzilla, dokuwiki, homematic, koji, odoo, ros, rtorrent, supervisor, wordpress, xenapi",
        ),
        file("ca", "Trust the certificates of this PEM file, in place of the system's"),
        file("cert", "A client certificate (PEM)"),
        file("key", "The key of the client certificate, unless it is in the same file"),
        flag("untyped", "Send the arguments of a call without regard to the method's signature"),
        flag("json", "Print results as JSON").overrides_with("typed-json"),
        flag("typed-json", "Print results as JSON that names the types JSON lacks").overrides_with("json"),
        flag("raw", "Print both documents on standard error"),
    ]
}

/// A command behind the address.
fn task(name: &'static str, arguments: &str) -> Command {
    let usage = format!("xmlrpc ADDRESS {name} {arguments}");
    Command::new(name).override_usage(format!("{} [OPTIONS]", usage.trim_end()))
}

fn method() -> Arg {
    Arg::new("method").value_name("METHOD").help("The method's name").required(true).allow_hyphen_values(false)
}

fn call() -> Command {
    task("call", "METHOD [ARGUMENTS]...")
        .about("Calls a method and prints its result")
        .after_help(ARGUMENTS)
        .arg(method())
        .arg(
            Arg::new("arguments")
                .value_name("ARGUMENTS")
                .help("The arguments, in order")
                .num_args(0..)
                .value_parser(value_parser!(OsString)),
        )
}

fn generate() -> Command {
    let file = |name: &'static str, help: &'static str| {
        Arg::new(name)
            .long(name)
            .value_name("FILE")
            .help(help)
            .value_parser(value_parser!(PathBuf))
            .value_hint(ValueHint::FilePath)
    };
    Command::new("generate")
        .override_usage(
            "xmlrpc ADDRESS generate LANGUAGE [OPTIONS]\n       xmlrpc generate LANGUAGE --from FILE [OPTIONS]",
        )
        .about("Prints a typed client, from introspection or from a saved description")
        .arg(
            Arg::new("language")
                .value_name("LANGUAGE")
                .help("The language of the client")
                .required(true)
                .value_parser(PossibleValuesParser::new(["rust", "python"])),
        )
        .arg(file("from", "Read the description from this file instead of a server"))
        .arg(file("save", "Save the description of the server to this file"))
        .arg(file("overlay", "Add what introspection does not say (TOML or JSON): parameters, structs"))
}

fn completions() -> Command {
    Command::new("completions").about("Prints the completions for a shell").arg(
        Arg::new("shell")
            .value_name("SHELL")
            .help("The shell")
            .required(true)
            .value_parser(clap::builder::EnumValueParser::<clap_complete::Shell>::new()),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command().debug_assert();
    }

    fn arguments(line: &[&str]) -> Option<Vec<OsString>> {
        let line = shielded(line.iter().map(OsString::from));
        let matches = command().try_get_matches_from(line).ok()?;
        let (_, own) = matches.subcommand()?;
        Some(own.get_many("arguments").into_iter().flatten().map(unshielded).collect())
    }

    #[test]
    fn options_stand_in_front_or_at_the_end() {
        for line in [
            &["xmlrpc", "--json", "--timeout", "5s", "http://h", "call", "m", "1"][..],
            &["xmlrpc", "http://h", "call", "m", "1", "--json", "--timeout=5s"],
            &["xmlrpc", "http://h", "--json", "call", "m", "1"],
        ] {
            assert_eq!(arguments(line), Some(vec!["1".into()]), "{line:?}");
        }
    }

    #[test]
    fn numbers_may_be_negative_and_anything_stands_behind_two_hyphens() {
        let line = ["xmlrpc", "http://h", "call", "m", "-5", "-1.5", "-1e-5", "-.5", "", "--", "-7", "-x", "--json"];
        let expected: Vec<OsString> =
            ["-5", "-1.5", "-1e-5", "-.5", "", "-7", "-x", "--json"].map(OsString::from).to_vec();
        assert_eq!(arguments(&line), Some(expected));
        assert_eq!(arguments(&["xmlrpc", "http://h", "call", "m", "-x"]), None);
        assert_eq!(arguments(&["xmlrpc", "http://h", "call", "m", "-0x10"]), None);
    }
}
