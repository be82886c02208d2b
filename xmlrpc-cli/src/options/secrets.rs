//! User, password, token and headers: from the command line, the environment or files.

use std::fmt;
use std::fs;

use super::Connection;
use crate::escape::excerpt;
use crate::failure::{Failure, Result};

/// What is sent as `Authorization`.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Credentials {
    Basic { user: String, password: String },
    Bearer(String),
}

impl Credentials {
    /// The credentials of the options, else of the environment.
    pub(crate) fn of(
        connection: &Connection,
        variable: impl Fn(&str) -> Result<Option<String>>,
    ) -> Result<Option<Credentials>> {
        match (&connection.user, &connection.bearer) {
            (Some(_), Some(_)) => {
                Err(Failure::usage("--user and --bearer exclude each other: a request has one Authorization"))
            }
            (Some(user), None) => {
                let user = from_file("--user", user)?;
                let (user, password) = match user.split_once(':') {
                    Some((user, password)) => (user.to_owned(), password.to_owned()),
                    None => (user, variable("XMLRPC_PASSWORD")?.unwrap_or_default()),
                };
                Ok(Some(Credentials::Basic { user, password }))
            }
            (None, Some(token)) => Ok(Some(Credentials::Bearer(from_file("--bearer", token)?))),
            (None, None) => {
                if let Some(token) = variable("XMLRPC_BEARER")? {
                    return Ok(Some(Credentials::Bearer(token)));
                }
                let Some(user) = variable("XMLRPC_USER")? else { return Ok(None) };
                let password = variable("XMLRPC_PASSWORD")?;
                let (user, in_user) = match user.split_once(':') {
                    Some((user, password)) => (user.to_owned(), Some(password.to_owned())),
                    None => (user, None),
                };
                Ok(Some(Credentials::Basic { user, password: password.or(in_user).unwrap_or_default() }))
            }
        }
    }
}

/// Never the password or the token.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Credentials::Basic { .. } => "Basic",
            Credentials::Bearer(_) => "Bearer",
        })
    }
}

/// The headers of the options: names and values.
pub(crate) fn headers(given: &[String]) -> Result<Vec<(String, String)>> {
    let mut headers = Vec::new();
    for header in given {
        for line in from_file("--header", header)?.lines().filter(|line| !line.trim().is_empty()) {
            let Some((name, value)) = line.split_once(':') else {
                return Err(Failure::usage("a header of --header has no colon: write --header \"Name: value\""));
            };
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    Ok(headers)
}

/// The text itself, or the content of the file behind `@`, without line feeds at its end.
fn from_file(option: &str, text: &str) -> Result<String> {
    let Some(path) = text.strip_prefix('@') else { return Ok(text.to_owned()) };
    match fs::read_to_string(path) {
        Ok(content) => Ok(content.trim_end_matches(['\r', '\n']).to_owned()),
        Err(error) => Err(Failure::usage(format!("{option}: cannot read the file {}: {error}", excerpt(path)))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(user: Option<&str>, bearer: Option<&str>, environment: &[(&str, &str)]) -> Option<Credentials> {
        let connection =
            Connection { user: user.map(Into::into), bearer: bearer.map(Into::into), ..Connection::default() };
        let variable = |name: &str| {
            let found = environment.iter().find(|(other, _)| *other == name);
            Ok(found.map(|(_, value)| (*value).to_owned()).filter(|value| !value.is_empty()))
        };
        Credentials::of(&connection, variable).ok().flatten()
    }

    fn basic(user: &str, password: &str) -> Option<Credentials> {
        Some(Credentials::Basic { user: user.into(), password: password.into() })
    }

    #[test]
    fn options_come_before_the_environment() {
        let all = [("XMLRPC_USER", "eve"), ("XMLRPC_PASSWORD", "secret")];
        assert_eq!(credentials(Some("ada:pw:1"), None, &all), basic("ada", "pw:1"));
        assert_eq!(credentials(Some("ada"), None, &all), basic("ada", "secret"));
        assert_eq!(credentials(None, None, &all), basic("eve", "secret"));
        assert_eq!(credentials(None, Some("t"), &all), Some(Credentials::Bearer("t".into())));
        assert_eq!(credentials(None, None, &[("XMLRPC_BEARER", "t")]), Some(Credentials::Bearer("t".into())));
        assert_eq!(credentials(None, None, &[("XMLRPC_USER", "")]), None);
        assert_eq!(credentials(None, None, &[("XMLRPC_PASSWORD", "secret")]), None);
    }

    #[test]
    fn nothing_shows_a_secret() {
        assert_eq!(format!("{:?}", basic("ada", "secret")), "Some(Basic)");
    }
}
