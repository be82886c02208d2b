//! The call of a method that does not exist, to which other calls of it are compared.

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, Reply, UNKNOWN, cannot_begin};
use crate::failure::{Failure, Result};

/// The response to an unknown method without parameters.
pub(super) async fn baseline(probe: &Probe<'_>) -> Result<Reply> {
    let reply = probe.call(UNKNOWN, "").await?;
    match &reply {
        Reply::Unreadable { status: 401 | 407, .. } => Err(Failure::transport(
            "the server asks for a user and a password (HTTP 401): set XMLRPC_USER and XMLRPC_PASSWORD",
        )),
        Reply::Unreadable { status: 403, .. } => {
            Err(Failure::transport(format!("the server refuses calls: {}", reply.shown())))
        }
        Reply::Broken(_) => Err(cannot_begin(&reply)),
        // node's and Go's libraries have an error status for unknown methods. Nothing is served at a path with a page.
        Reply::Unreadable { status: 400, .. } | Reply::Unreadable { status: 404, is_empty: true, .. } => Ok(reply),
        // Some servers answer unknown methods with an error page. Their other methods show whether they speak XML-RPC.
        Reply::Unreadable { .. } => match probe.call("system.listMethods", "").await? {
            Reply::Read { .. } => Ok(reply),
            Reply::Unreadable { .. } | Reply::Broken(_) => Err(cannot_begin(&reply)),
        },
        Reply::Read { .. } => Ok(reply),
    }
}

/// Whether the server still answers.
pub(super) async fn check_again(probe: &Probe<'_>, report: &mut Report) -> Result<()> {
    let wrong = match probe.call(UNKNOWN, "").await {
        Ok(Reply::Broken(reason)) => Some(reason),
        Ok(_) => None,
        Err(failure) => Some(failure.to_string()),
    };
    let wrong = wrong.map(|reason| format!("the server no longer answers after the check: {reason}"));
    report.check(Severity::Error, Area::Limits, wrong, "One of the requests above ended it. Any client can send them.");
    Ok(())
}
