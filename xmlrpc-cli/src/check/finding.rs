//! What was found.

use std::fmt;

use serde::Serialize;

use crate::escape::escaped;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Severity {
    /// Clients fail, or the server is open to an attack.
    Error,
    /// Some clients fail.
    Warning,
    /// Clients know less than they could.
    Note,
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Area {
    Introspection,
    Faults,
    Encodings,
    Types,
    Http,
    Limits,
    Multicall,
}

/// Something that the server does wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Finding {
    pub(super) severity: Severity,
    pub(super) area: Area,
    /// What the server does.
    pub(super) what: String,
    /// Why it matters, and what to change.
    pub(super) advice: &'static str,
    /// How often it was found besides.
    #[serde(rename = "alsoFound")]
    pub(super) further: usize,
}

/// All findings, and how many checks were made.
#[derive(Debug, Default)]
pub(super) struct Report {
    findings: Vec<Finding>,
    checks: usize,
    remarks: Vec<String>,
}

impl Report {
    /// Notes the outcome of a check: a sentence if something is wrong.
    pub(super) fn check(&mut self, severity: Severity, area: Area, wrong: Option<String>, advice: &'static str) {
        self.checks += 1;
        let Some(what) = wrong else { return };
        // The same of another method is no finding of its own.
        let is_same = |finding: &&mut Finding| area == Area::Introspection && finding.advice == advice;
        match self.findings.iter_mut().find(is_same) {
            Some(finding) => finding.further += 1,
            None => self.findings.push(Finding { severity, area, what, advice, further: 0 }),
        }
    }

    /// Adds what is worth knowing and not wrong.
    pub(super) fn remark(&mut self, remark: impl Into<String>) {
        self.remarks.push(remark.into());
    }

    pub(super) fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut sorted: Vec<&Finding> = self.findings.iter().collect();
        sorted.sort_by_key(|finding| finding.severity);
        for Finding { severity, area, what, advice, further } in sorted {
            let severity = format!("{severity:?}").to_lowercase();
            let area = format!("{area:?}").to_lowercase();
            let further = match further {
                0 => String::new(),
                1 => ", and once more".to_owned(),
                times => format!(", and {times} times more"),
            };
            writeln!(f, "{severity}: {}{further} ({area})\n  {advice}", escaped(what))?;
        }
        for remark in &self.remarks {
            writeln!(f, "{}", escaped(remark))?;
        }
        match self.findings.len() {
            0 => writeln!(f, "nothing found in {} checks", self.checks),
            1 => writeln!(f, "1 finding in {} checks", self.checks),
            count => writeln!(f, "{count} findings in {} checks", self.checks),
        }
    }
}
