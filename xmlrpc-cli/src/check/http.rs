//! HTTP: content types, and calls of web pages.

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, Reply, call};
use super::wire::{Head, Place};
use crate::failure::Result;

pub(super) async fn check(probe: &Probe<'_>, baseline: &Reply, report: &mut Report) -> Result<()> {
    if !probe.server.speaks_http() {
        return Ok(());
    }
    if let Reply::Read { content_type, document, .. } = baseline {
        check_content_type(content_type.as_deref(), report);
        let wrong =
            (!document.trim_ascii_start().starts_with(b"<?xml")).then(|| "responses have no XML declaration".into());
        report.check(
            Severity::Note,
            Area::Http,
            wrong,
            "Some clients (Tcl, Pike) cannot read them. Begin with <?xml version=\"1.0\"?>.",
        );
    }
    let reply = probe.send_from_a_page(call("system.listMethods", "")).await?;
    let wrong = reply.result().map(|_| "calls of web pages of other sites are answered".to_owned());
    let advice = "A page can call the server from a visitor's browser, also behind a firewall. Refuse text/plain, and requests \
                  with an Origin that is not yours.";
    report.check(Severity::Warning, Area::Http, wrong, advice);
    if let Some(place) = Place::of(probe.server.address()) {
        check_heads(probe, &place, report).await;
    }
    Ok(())
}

async fn check_heads(probe: &Probe<'_>, place: &Place, report: &mut Report) {
    let deadline = probe.server.deadline();
    let document = call("system.listMethods", "");
    // Without the credentials of the command: a server that asks for them is not looked at.
    let Some(head) = place.post("1.1", &place.host, &document, deadline).await else { return };
    if matches!(head.status, 401 | 403 | 407) {
        return;
    }
    let wrong = (head.is_chunked || !head.has_length).then(|| "responses have no Content-Length".to_owned());
    let advice = "Clients that read HTTP/1.0 alone (twisted, WordPress, Tcl) cannot read chunks. Send the length.";
    report.check(Severity::Warning, Area::Http, wrong, advice);
    let old = place.post("1.0", &place.host, &document, deadline).await;
    let wrong = match old {
        None => Some("a request in HTTP/1.0 has no response".to_owned()),
        Some(Head { is_chunked: true, .. }) => Some("a request in HTTP/1.0 has a response in chunks".to_owned()),
        Some(Head { status: 200, .. }) => None,
        Some(Head { status, .. }) => Some(format!("a request in HTTP/1.0 is HTTP {status}")),
    };
    report.check(
        Severity::Warning,
        Area::Http,
        wrong,
        "Some clients speak HTTP/1.0. Answer it, with a length or a close.",
    );
    if place.is_loopback() {
        let foreign = place.post("1.1", "xmlrpc-check.invalid", &document, deadline).await;
        let is_answered = foreign.is_some_and(|head| head.status == 200 && head.has_result);
        let wrong = is_answered.then(|| "requests for other hosts are answered".to_owned());
        let advice = "A web page can call the server under a name of its own (DNS rebinding). Check the header Host.";
        report.check(Severity::Warning, Area::Http, wrong, advice);
    }
}

fn check_content_type(content_type: Option<&str>, report: &mut Report) {
    let media_type = content_type.map(|text| text.split(';').next().unwrap_or(text).trim().to_ascii_lowercase());
    let wrong = match media_type.as_deref() {
        Some("text/xml") => None,
        Some(other) => Some(format!("responses have the content type {}", crate::escape::excerpt(other))),
        None => Some("responses have no content type".into()),
    };
    report.check(
        Severity::Warning,
        Area::Http,
        wrong,
        "Some clients refuse them. The specification requires text/xml.",
    );
}
