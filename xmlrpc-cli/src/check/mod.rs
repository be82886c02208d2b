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

use serde::Serialize;

use finding::{Finding, Report};
use probe::Probe;

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
    faults::check(&baseline, &mut report);
    introspection::check(&probe, &mut report).await?;
    multicall::check(&probe, &mut report).await?;
    types::check(&probe, &baseline, &mut report).await?;
    encodings::check(&probe, &baseline, &mut report).await?;
    http::check(&probe, &baseline, &mut report).await?;
    documents::check(&probe, &mut report).await?;
    baseline::check_again(&probe, &mut report).await?;
    print(&match output {
        Output::Tree => report.to_string(),
        Output::Json | Output::TypedJson => pretty(&Shown { findings: report.findings() }) + "\n",
    })?;
    Ok(report.findings().is_empty())
}

#[derive(Serialize)]
struct Shown<'a> {
    findings: &'a [Finding],
}
