//! The types of parameters: a method that does not exist is the same fault, whatever its parameters are.

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, Reply, UNKNOWN, param};
use crate::failure::Result;

struct Case {
    severity: Severity,
    area: Area,
    what: &'static str,
    xml: &'static str,
    advice: &'static str,
}

const CASES: [Case; 12] = [
    required("an <int>", "<int>-5</int>"),
    required("an <i4>", "<i4>5</i4>"),
    required("a <boolean>", "<boolean>1</boolean>"),
    required("a <double>", "<double>-1.5</double>"),
    required("a <dateTime.iso8601>", "<dateTime.iso8601>19980717T14:08:55</dateTime.iso8601>"),
    required("a <base64>", "<base64>aGVsbG8=</base64>"),
    required("a <struct>", "<struct><member><name>a</name><value><int>1</int></value></member></struct>"),
    required("an <array>", "<array><data><value><int>1</int></value></data></array>"),
    required("a string without <string>", "plain"),
    Case {
        severity: Severity::Warning,
        area: Area::Encodings,
        what: "references and CDATA in a string",
        xml: "<string>&#65;&amp;<![CDATA[<b>]]></string>",
        advice: "Client libraries send them. Read the request with an XML parser.",
    },
    Case {
        severity: Severity::Note,
        area: Area::Types,
        what: "an <i8>",
        xml: "<i8>5000000000</i8>",
        advice: "Clients cannot send integers beyond 32 bits. Accept <i8>.",
    },
    Case {
        severity: Severity::Note,
        area: Area::Types,
        what: "a <nil/>",
        xml: "<nil/>",
        advice: "Clients cannot leave out a value. Accept <nil/>.",
    },
];

const fn required(what: &'static str, xml: &'static str) -> Case {
    let advice = "The specification has it, and every client sends it. Read it as such.";
    Case { severity: Severity::Error, area: Area::Types, what, xml, advice }
}

pub(super) async fn check(probe: &Probe<'_>, baseline: &Reply, report: &mut Report) -> Result<()> {
    for Case { severity, area, what, xml, advice } in CASES {
        let reply = probe.call(UNKNOWN, &param(xml)).await?;
        let wrong = reply.differs(baseline).map(|came| format!("{what} as a parameter is not accepted: {came}"));
        report.check(severity, area, wrong, advice);
    }
    let long = format!("<string>{}</string>", "x".repeat(100_000));
    let reply = probe.call(UNKNOWN, &param(&long)).await?;
    let wrong = reply.differs(baseline).map(|came| format!("a string of 100,000 bytes is not accepted: {came}"));
    report.check(Severity::Warning, Area::Limits, wrong, "Clients cannot send files. Accept larger requests.");
    let deep = format!("{}<int>1</int>{}", "<array><data><value>".repeat(16), "</value></data></array>".repeat(16));
    let reply = probe.call(UNKNOWN, &param(&deep)).await?;
    let wrong = reply.differs(baseline).map(|came| format!("arrays nested 16 deep are not accepted: {came}"));
    report.check(Severity::Note, Area::Limits, wrong, "Clients cannot send trees. Accept deeper values.");
    Ok(())
}
