//! The lines that the probe prints.

use std::fmt::Debug;

use xmlrpc_client::Error;

/// Prints the outcome of each check.
pub(crate) struct Report;

impl Report {
    /// A check whose result has to be a value.
    pub(crate) fn equal<T: Debug + PartialEq>(&self, check: &str, result: Result<T, Error>, expected: T) {
        match result {
            Ok(value) if value == expected => self.ok(check),
            Ok(value) => self.wrong(check, &format!("expected {expected:?}, got {value:?}")),
            Err(error) => self.wrong(check, &error.to_string()),
        }
    }

    /// A check whose result has to satisfy a condition.
    pub(crate) fn that<T: Debug>(&self, check: &str, result: Result<T, Error>, condition: impl FnOnce(&T) -> bool) {
        match result {
            Ok(value) if condition(&value) => self.ok(check),
            Ok(value) => self.wrong(check, &format!("got {value:?}")),
            Err(error) => self.wrong(check, &error.to_string()),
        }
    }

    /// A check that has to fail in some way.
    pub(crate) fn fails<T: Debug>(&self, check: &str, result: Result<T, Error>, expected: impl FnOnce(&Error) -> bool) {
        match result {
            Err(error) if expected(&error) => self.ok(check),
            Err(error) => self.wrong(check, &format!("another error: {error}")),
            Ok(value) => self.wrong(check, &format!("no error, but {value:?}")),
        }
    }

    fn ok(&self, check: &str) {
        println!("{check}\tok\t");
    }

    fn wrong(&self, check: &str, detail: &str) {
        let detail: String = detail.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect();
        println!("{check}\twrong\t{detail}");
    }
}
