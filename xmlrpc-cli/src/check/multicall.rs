//! `system.multicall`.

use xmlrpc_core::Value;

use super::finding::{Area, Report, Severity};
use super::probe::{Probe, UNKNOWN, param};
use crate::failure::Result;

pub(super) async fn check(probe: &Probe<'_>, report: &mut Report) -> Result<()> {
    let entry = |method: &str| {
        format!(
            "<value><struct><member><name>methodName</name><value><string>{method}</string></value></member>\
             <member><name>params</name><value><array><data></data></array></value></member></struct></value>"
        )
    };
    let entries = [entry("system.listMethods"), entry(UNKNOWN)].concat();
    let reply = probe.call("system.multicall", &param(&format!("<array><data>{entries}</data></array>"))).await?;
    let listed = probe.call("system.listMethods", "").await?;
    let is_listed = listed
        .result()
        .and_then(Value::as_array)
        .is_some_and(|names| names.iter().any(|name| name.as_str() == Some("system.multicall")));
    let Some(value) = reply.result() else {
        let wrong = is_listed.then(|| format!("system.multicall, which is listed, is {}", reply.shown()));
        let advice = "One entry that fails must not end the others. Return a fault struct in its place.";
        report.check(Severity::Error, Area::Multicall, wrong, advice);
        if !is_listed {
            report.remark("the server has no system.multicall: clients make single calls");
        }
        return Ok(());
    };
    let results = value.as_array().unwrap_or_default();
    let wrong = (results.len() != 2).then(|| format!("system.multicall of 2 calls has {} results", results.len()));
    report.check(Severity::Error, Area::Multicall, wrong, "Return one result for each call, in order.");
    let [listing, unknown] = results else { return Ok(()) };
    let is_wrapped = listed.result().is_none()
        || matches!(listing, Value::Array(one) if one.len() == 1 && one[0].as_array().is_some());
    let wrong =
        (!is_wrapped).then(|| "system.multicall returns results that are not wrapped in an array of one".into());
    let advice = "Clients take the first element of each result, and lose the rest. Return [result] for each call.";
    report.check(Severity::Error, Area::Multicall, wrong, advice);
    let is_fault = unknown.get("faultCode").is_some() && unknown.get("faultString").is_some();
    let wrong = (!is_fault).then(|| "system.multicall returns no fault struct for a method that does not exist".into());
    let advice = "Return a struct with faultCode and faultString in its place.";
    report.check(Severity::Error, Area::Multicall, wrong, advice);
    Ok(())
}
