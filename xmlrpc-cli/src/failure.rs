//! Why a command fails: the exit code, and the sentence on standard error.

use std::fmt;
use std::process::ExitCode;

use crate::escape::escaped;

/// What the exit code says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Code {
    /// The server returned a fault, or a check found something.
    Fault = 1,
    /// Wrong options, address or arguments.
    Usage = 2,
    /// The server could not be reached, or its response could not be read.
    Transport = 3,
    /// The time limit passed.
    Deadline = 4,
}

impl From<Code> for ExitCode {
    fn from(code: Code) -> Self {
        ExitCode::from(code as u8)
    }
}

/// A failed command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    code: Code,
    message: String,
}

/// The outcome of a step.
pub(crate) type Result<T> = std::result::Result<T, Failure>;

impl Failure {
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        Failure { code, message: message.into() }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Failure::new(Code::Usage, message)
    }

    pub(crate) fn transport(message: impl Into<String>) -> Self {
        Failure::new(Code::Transport, message)
    }

    pub(crate) fn code(&self) -> Code {
        self.code
    }

    /// Adds a sentence behind the message.
    pub(crate) fn with_advice(mut self, advice: &str) -> Self {
        self.message.push_str("\n  ");
        self.message.push_str(advice);
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Messages quote what a server sent: nothing of it may steer the terminal.
        f.write_str(&escaped(&self.message))
    }
}
