//! Documents that are no calls.

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, Reply, UNKNOWN, call};
use crate::failure::Result;

pub(super) async fn check(probe: &Probe<'_>, report: &mut Report) -> Result<()> {
    let damaged = call(UNKNOWN, "<param><value><int>1</string></value></param>");
    let reply = probe.send(damaged).await?;
    let wrong = match &reply {
        Reply::Read { outcome: Err(_), .. } => None,
        Reply::Unreadable { status, .. } if (400..500).contains(status) => None,
        other => Some(format!("a request that is not well-formed is {}", other.shown())),
    };
    let advice = "Clients see a broken connection instead of their mistake. Return a fault (-32700) or HTTP 400.";
    report.check(Severity::Warning, Area::Faults, wrong, advice);
    // One short entity: it shows whether entities are expanded, and costs nothing.
    let entity = call("&name;", "").replace("&amp;name;", "&name;");
    let entity = entity.replace("?>\n", "?>\n<!DOCTYPE methodCall [<!ENTITY name \"system.listMethods\">]>\n");
    let reply = probe.send(entity).await?;
    let wrong = reply.result().map(|_| "entities of a document type are expanded".to_owned());
    let advice = "A small request can become gigabytes in memory (\"billion laughs\"). Refuse requests with a DOCTYPE.";
    report.check(Severity::Warning, Area::Limits, wrong, advice);
    Ok(())
}
