//! Settings of a client and of a call.

use std::time::Duration;

use xmlrpc_core::{Dialect, Limits, Reading};

use crate::error::{Error, escaped};

/// Settings of a client that do not depend on its transport.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    pub(super) timeout: Option<Duration>,
    pub(super) limits: Limits,
    pub(super) reading: Reading,
    pub(super) dialect: Dialect,
    pub(super) empty_is_nil: bool,
    #[cfg(feature = "tracing")]
    pub(super) traceparent: bool,
}

/// The deadline of a call unless it is set.
const TIMEOUT: Duration = Duration::from_secs(30);

impl Default for Settings {
    fn default() -> Self {
        Settings {
            timeout: Some(TIMEOUT),
            limits: Limits::default(),
            reading: Reading::standard(),
            dialect: Dialect::standard(),
            empty_is_nil: false,
            #[cfg(feature = "tracing")]
            traceparent: false,
        }
    }
}

/// Headers that the client sets by itself.
const OWN_HEADERS: [&str; 7] =
    ["connection", "content-encoding", "content-length", "content-type", "host", "te", "transfer-encoding"];

/// Checks a header; its name in lower case. The error does not repeat the value, which may be a secret.
pub(super) fn header(name: &str, value: &str) -> Result<(String, String), Error> {
    let shown = || escaped(name.as_bytes());
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    if name.is_empty() || !name.bytes().all(is_token) {
        return Err(Error::usage(format!("\"{}\" is not the name of a header", shown())));
    }
    let name = name.to_ascii_lowercase();
    if OWN_HEADERS.contains(&name.as_str()) {
        return Err(Error::usage(format!("the client sets the header {name} by itself: leave it out")));
    }
    if value.bytes().any(|byte| (byte < b' ' && byte != b'\t') || byte == 0x7f) {
        let message = format!("the value of the header {name} has a control character: a header is one line of text");
        return Err(Error::usage(message));
    }
    Ok((name, value.trim_matches([' ', '\t']).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_a_token_and_one_line() {
        assert_eq!(header("X-Token", " a b ").unwrap(), ("x-token".into(), "a b".into()));
        for (name, value) in [("", "a"), ("a b", "a"), ("a:", "a"), ("é", "a"), ("a", "secret\r\nb: c"), ("Host", "h")]
        {
            let error = header(name, value).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
