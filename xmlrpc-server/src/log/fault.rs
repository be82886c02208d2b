//! Faults of the application, with what their callers do not get: details, causes, the messages of panics.

use std::fmt;
use std::net::SocketAddr;

use tracing::dispatcher::has_been_set;
use xmlrpc_service::Fault;
use xmlrpc_service::fault::INTERNAL_ERROR;

use super::escape::{Escaped, Quoted};
use super::request::RequestId;
use super::{OrDash, queue};

/// The call that faulted.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct FaultContext<'c> {
    pub(crate) peer: Option<SocketAddr>,
    pub(crate) method: Option<&'c str>,
    pub(crate) id: Option<&'c RequestId>,
}

/// Logs a fault: at the level error if the server or the method failed (a panic, a result that cannot be sent), at the
/// level warn if the method returned an error.
pub(crate) fn fault(context: FaultContext<'_>, fault: &Fault) {
    let FaultContext { peer, method, id } = context;
    if !has_been_set() {
        queue::stderr().add(FaultLine { context, fault });
        return;
    }
    macro_rules! event {
        ($level:expr) => {
            tracing::event!(
                target: "xmlrpc_server::fault",
                $level,
                request_id = id.map(tracing::field::display),
                peer = peer.map(tracing::field::display),
                method = method.map(|name| Escaped(name).to_string()),
                fault_code = fault.code(),
                detail = fault.detail().map(|detail| Escaped(detail).to_string()),
                "{}",
                Escaped(fault.message())
            )
        };
    }
    if fault.code() == INTERNAL_ERROR { event!(tracing::Level::ERROR) } else { event!(tracing::Level::WARN) }
}

struct FaultLine<'f> {
    context: FaultContext<'f>,
    fault: &'f Fault,
}

impl fmt::Display for FaultLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let FaultLine { context: FaultContext { peer, method, id }, fault } = self;
        write!(f, "{} {} failed: fault {}: ", OrDash(*peer), OrDash(method.map(Quoted)), fault.code())?;
        Quoted(fault.message()).fmt(f)?;
        if let Some(detail) = fault.detail() {
            write!(f, " detail={}", Quoted(detail))?;
        }
        match id {
            Some(id) => write!(f, " id={id}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_detail_cannot_forge_a_line() {
        let fault = Fault::new(4, "no \"x\"").with_detail("one\ntwo\r\u{1b}[31m\tx");
        let context = FaultContext { method: Some("a"), ..FaultContext::default() };
        let line = FaultLine { context, fault: &fault }.to_string();
        assert_eq!(line, r#"- "a" failed: fault 4: "no \"x\"" detail="one\ntwo\r\u{1b}[31m\tx""#);
    }
}
