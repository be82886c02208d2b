//! Character sets, and text that needs escapes.

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, Reply, UNKNOWN, call, param};
use crate::failure::Result;

pub(super) async fn check(probe: &Probe<'_>, baseline: &Reply, report: &mut Report) -> Result<()> {
    // The name comes back in the text of the fault.
    let reply = probe.call("xmlrpc.check.<b>&\"noSuchMethod\"", "").await?;
    let wrong = match &reply {
        // An error status is a refusal, and its document a page.
        Reply::Unreadable { status: 200, reason, .. } if baseline.fault().is_some() => {
            Some(format!("a name with < and & makes a response that cannot be read: {reason}"))
        }
        Reply::Broken(reason) => Some(format!("a name with < and & has no response: {reason}")),
        _ => None,
    };
    let advice = "Clients can put elements into the response. Escape <, > and & in all text.";
    report.check(Severity::Error, Area::Encodings, wrong, advice);
    let declared = call(UNKNOWN, "").replace("version=\"1.0\"", "version=\"1.0\" encoding=\"US-ASCII\"");
    let reply = probe.send(declared).await?;
    let wrong = reply.differs(baseline).map(|came| format!("a request in US-ASCII is not accepted: {came}"));
    report.check(Severity::Note, Area::Encodings, wrong, "Some clients declare it. Accept the encoding US-ASCII.");
    if !is_safe(probe).await? {
        report.remark("no text beyond ASCII was sent: there are servers that end when they answer with it");
        return Ok(());
    }
    check_beyond_ascii(probe, baseline, report).await
}

/// Whether the server is of a kind that is not known to die of text: those that do know no capabilities.
async fn is_safe(probe: &Probe<'_>) -> Result<bool> {
    let reply = probe.call("system.getCapabilities", "").await?;
    Ok(reply.result().is_some_and(|capabilities| capabilities.as_struct().is_some()))
}

async fn check_beyond_ascii(probe: &Probe<'_>, baseline: &Reply, report: &mut Report) -> Result<()> {
    for (what, text) in [("UTF-8", "é 日本"), ("character references", "&#233; &#x65e5;")] {
        let reply = probe.call(UNKNOWN, &param(&format!("<string>{text}</string>"))).await?;
        let wrong = reply.differs(baseline).map(|came| format!("text beyond ASCII in {what} is not accepted: {came}"));
        report.check(Severity::Error, Area::Encodings, wrong, "Read the request with an XML parser, as UTF-8.");
    }
    let reply = probe.call(UNKNOWN, &param("<string>😀</string>")).await?;
    let wrong = reply.differs(baseline).map(|came| format!("a character beyond U+FFFF is not accepted: {came}"));
    report.check(
        Severity::Warning,
        Area::Encodings,
        wrong,
        "Clients cannot send emoji. Read UTF-8 of four bytes, too.",
    );
    let latin = call(UNKNOWN, &param("<string>\u{e9}</string>"));
    let latin = latin.replace("version=\"1.0\"", "version=\"1.0\" encoding=\"ISO-8859-1\"");
    let bytes: Vec<u8> = latin.chars().filter_map(|character| u8::try_from(u32::from(character)).ok()).collect();
    let reply = probe.send(bytes).await?;
    let wrong = reply.differs(baseline).map(|came| format!("a request in ISO-8859-1 is not accepted: {came}"));
    report.check(
        Severity::Note,
        Area::Encodings,
        wrong,
        "Some clients send it. Accept the encoding that the document declares.",
    );
    Ok(())
}
