use std::fmt;

/// A fault that an error type declares, for introspection and documentation.
///
/// ```
/// use xmlrpc_core::fault::FaultInfo;
///
/// let missing = FaultInfo::new(404, "Missing").help("There is no entry of that name.");
/// assert_eq!(missing.to_string(), "404 Missing: There is no entry of that name.");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FaultInfo {
    code: i32,
    name: &'static str,
    help: &'static str,
}

impl FaultInfo {
    /// Declares a fault with its code and the name of its variant.
    pub const fn new(code: i32, name: &'static str) -> Self {
        FaultInfo { code, name, help: "" }
    }

    /// Adds the description: when the fault happens.
    #[must_use]
    pub const fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    /// The fault code.
    pub const fn code(&self) -> i32 {
        self.code
    }

    /// The name of the variant or type.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The description; empty without one.
    pub const fn description(&self) -> &'static str {
        self.help
    }
}

/// One line: code, name and the first line of the description.
impl fmt::Display for FaultInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)?;
        match self.help.lines().next() {
            Some(line) => write!(f, ": {line}"),
            None => Ok(()),
        }
    }
}
