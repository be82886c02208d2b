//! `check`: what a server does wrong, with advice.
//!
//! Only `system.*` methods and names that do not exist are called, one after the other. Nothing is sent that is known to
//! end a server: no endless documents, no deep ones, and text beyond ASCII only to servers that know `getCapabilities`.

mod baseline;
mod documents;
mod encodings;
mod faults;
mod finding;
mod http;
mod introspection;
mod multicall;
mod probe;
mod types;
mod wire;

use serde::Serialize;

use finding::{Finding, Report};
use probe::{Probe, Reply};

use crate::failure::Result;
use crate::options::Output;
use crate::output::print;
use crate::server::Server;
use crate::value::pretty;

/// Checks a server, and says whether nothing was found.
pub(crate) async fn run(server: &Server, output: Output) -> Result<bool> {
    let mut report = Report::default();
    let probe = Probe::new(server);
    let baseline = baseline::baseline(&probe).await?;
    let done = all(&probe, &baseline, &mut report).await;
    // What was found before a failure is shown, too.
    print(&match output {
        Output::Tree => report.to_string(),
        Output::Json | Output::TypedJson => pretty(&Shown { findings: report.findings() }) + "\n",
    })?;
    done.map(|()| report.findings().is_empty())
}

async fn all(probe: &Probe<'_>, baseline: &Reply, report: &mut Report) -> Result<()> {
    faults::check(baseline, report);
    introspection::check(probe, report).await?;
    multicall::check(probe, report).await?;
    types::check(probe, baseline, report).await?;
    encodings::check(probe, baseline, report).await?;
    http::check(probe, baseline, report).await?;
    documents::check(probe, report).await?;
    baseline::check_again(probe, report).await
}

#[derive(Serialize)]
struct Shown<'a> {
    findings: &'a [Finding],
}
