//! How faults are sent.

use super::finding::{Area, Report, Severity};
use super::probe::Reply;

/// The code for a method that does not exist, by the specification for fault code interoperability.
const METHOD_NOT_FOUND: i32 = -32601;

pub(super) fn check(baseline: &Reply, report: &mut Report) {
    let wrong = match baseline {
        Reply::Read { outcome: Err(_), .. } => None,
        Reply::Read { outcome: Ok(_), .. } => Some("a method that does not exist has a result".into()),
        Reply::Unreadable { status, .. } => {
            Some(format!("a method that does not exist is HTTP {status} instead of a fault"))
        }
        Reply::Broken(reason) => Some(format!("a method that does not exist has no response: {reason}")),
    };
    report.check(
        Severity::Error,
        Area::Faults,
        wrong,
        "Clients expect a fault, and show anything else as a broken connection. Return a fault with HTTP 200.",
    );
    let Reply::Read { status, outcome: Err(fault), strict, .. } = baseline else { return };
    let wrong = (*status != 200).then(|| format!("faults are sent with HTTP {status}"));
    let advice =
        "Many clients read no document behind such a status, and lose code and text. Send faults with HTTP 200.";
    report.check(Severity::Warning, Area::Faults, wrong, advice);
    let wrong = strict.as_ref().map(|reason| format!("the document of a fault is damaged: {reason}"));
    let advice =
        "Strict clients cannot read it. A fault is a struct with faultCode (int) and faultString (string) in <value>.";
    report.check(Severity::Warning, Area::Faults, wrong, advice);
    let wrong = (fault.code() != METHOD_NOT_FOUND)
        .then(|| format!("a method that does not exist is fault {}, not {METHOD_NOT_FOUND}", fault.code()));
    let advice =
        "Clients cannot tell it from an error of the method. Use the codes of the specification for fault codes.";
    report.check(Severity::Note, Area::Faults, wrong, advice);
    let wrong = fault.message().trim().is_empty().then(|| "a fault has no text".into());
    report.check(Severity::Note, Area::Faults, wrong, "Say in faultString what is wrong and what to change.");
}
