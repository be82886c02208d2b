//! HTTP: content types, and calls of web pages.

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, Reply, call};
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
    Ok(())
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
