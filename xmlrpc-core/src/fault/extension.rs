//! What some servers send with a fault besides a number and a text.

use super::Fault;
use crate::value::{Struct, Value};

/// The members of a fault that few faults have.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Extension {
    pub(super) detail: Option<Box<str>>,
    text_code: Option<Box<str>>,
    members: Struct,
}

const NO_MEMBERS: &Struct = &Struct::EMPTY;

impl Fault {
    /// Sends a text as the code, in the place of the number. XML-RPC wants a number, and most clients refuse a text: this is
    /// for clients that expect it.
    ///
    /// The log and [`code`](Self::code) keep the number. Every [dialect](crate::Dialect) sends the text.
    ///
    /// ```
    /// use xmlrpc_core::message::read_response;
    /// use xmlrpc_core::{Dialect, Fault};
    ///
    /// let denied = Fault::new(3, "Access Denied").with_text_code("AccessDenied");
    /// let document = Dialect::standard().write_fault(&denied);
    /// assert!(String::from_utf8_lossy(&document).contains("<string>AccessDenied</string>"));
    ///
    /// let received = read_response::<()>(document)?.expect_err("a fault");
    /// assert_eq!(received.text_code(), Some("AccessDenied"));
    /// # Ok::<(), xmlrpc_core::Error>(())
    /// ```
    #[must_use]
    pub fn with_text_code(mut self, code: impl Into<String>) -> Self {
        self.extension.get_or_insert_default().text_code = Some(code.into().into());
        self
    }

    /// The text that is sent, or was received, in the place of a number.
    pub fn text_code(&self) -> Option<&str> {
        self.extension.as_ref()?.text_code.as_deref()
    }

    /// Adds a member to the fault's struct, besides `faultCode` and `faultString`, whose names are ignored here. Clients
    /// that do not know a member ignore it.
    ///
    /// A member is left out of a response that it does not fit into, or in a dialect that has no form for its value.
    ///
    /// ```
    /// use xmlrpc_core::{Fault, Value};
    ///
    /// let fault = Fault::new(1000, "no such tag").with_member("traceback", "line 7").with_member("retry", false);
    /// assert_eq!(fault.member("traceback").and_then(Value::as_str), Some("line 7"));
    /// assert_eq!(fault.members().count(), 2);
    /// ```
    #[must_use]
    pub fn with_member(mut self, name: impl AsRef<str>, value: impl Into<Value>) -> Self {
        self.extension.get_or_insert_default().members.insert(name, value);
        self
    }

    /// The further members, in order.
    pub fn members(&self) -> impl ExactSizeIterator<Item = (&str, &Value)> {
        self.member_struct().iter()
    }

    /// The further member of this name.
    pub fn member(&self, name: &str) -> Option<&Value> {
        self.member_struct().get(name)
    }

    /// The struct that is sent for the fault: code, text and further members. For methods whose results have faults in
    /// them, as that of `system.multicall`.
    ///
    /// ```
    /// use xmlrpc_core::{Fault, Value, value};
    ///
    /// let fault = Fault::new(7, "no entry");
    /// assert_eq!(Value::Struct(fault.to_struct()), value!({ "faultCode": 7, "faultString": "no entry" }));
    /// ```
    pub fn to_struct(&self) -> Struct {
        let code = self.text_code().map_or(Value::Int(self.code()), Value::from);
        let mut all: Struct = [("faultCode", code), ("faultString", self.message().into())].into_iter().collect();
        for (name, value) in self.members() {
            if all.get(name).is_none() {
                all.insert(name, value.clone());
            }
        }
        all
    }

    fn member_struct(&self) -> &Struct {
        self.extension.as_ref().map_or(NO_MEMBERS, |extension| &extension.members)
    }

    /// Whether the struct of the fault is more than a number and a text.
    pub(crate) fn is_extended(&self) -> bool {
        self.extension.as_ref().is_some_and(|extension| extension.text_code.is_some() || !extension.members.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_is_small() {
        assert!(size_of::<Fault>() <= 5 * size_of::<usize>());
    }

    #[test]
    fn members_and_codes_distinguish_faults() {
        let fault = Fault::new(1, "no");
        assert_ne!(fault.clone().with_text_code("No"), fault);
        assert_ne!(fault.clone().with_member("a", 1), fault.clone().with_member("a", 2));
        assert_eq!(fault.clone().with_member("a", 1).with_member("a", 2), fault.with_member("a", 2));
    }
}
