//! Servers that publish methods of their own.

use serde::Deserialize;
use xmlrpc_client::{Client, ErrorKind, Value};

use crate::report::Report;

#[derive(Debug, Deserialize)]
struct Process {
    name: String,
    state: i32,
    statename: String,
    pid: i32,
}

pub(crate) async fn supervisord(report: &Report, client: &Client) {
    let version = client.call::<String>("supervisor.getAPIVersion", ()).await;
    report.that("version", version, |version| version.starts_with(char::is_numeric));
    let state = |processes: &[Process], name: &str| {
        processes.len() == 1 && processes[0].name == "nap" && processes[0].statename == name
    };
    let info = client.call::<Vec<Process>>("supervisor.getAllProcessInfo", ()).await;
    report.that("typed structs", info, |all| state(all, "STOPPED") && all[0].pid == 0);
    report.equal("start a process", client.call("supervisor.startProcess", ("nap", true)).await, true);
    let info = client.call::<Vec<Process>>("supervisor.getAllProcessInfo", ()).await;
    report.that("state after the start", info, |all| state(all, "RUNNING") && all[0].state == 20);
    report.fails("fault", client.call::<bool>("supervisor.startProcess", ("nap", true)).await, |error| {
        error.fault().is_some_and(|fault| fault.code() == 60 && fault.message().contains("ALREADY_STARTED"))
    });
    report.fails("unknown method", client.call::<i32>("supervisor.nope", ()).await, |error| {
        error.fault().is_some_and(|fault| fault.code() == 1)
    });
    let names = client.call::<Vec<String>>("system.listMethods", ()).await;
    report.that("listMethods", names, |names| names.iter().any(|name| name == "supervisor.getState"));
    let signature = client.call::<Vec<String>>("system.methodSignature", ("supervisor.startProcess",)).await;
    report.that("methodSignature", signature, |signature| signature.first().is_some_and(|result| result == "boolean"));
    let mut batch = client.batch();
    let first = batch.call::<Value>("supervisor.getState", ());
    let second = batch.call::<bool>("supervisor.stopProcess", ("other:here",));
    match batch.send().await {
        Ok(mut results) => {
            report.that("batch", results.take(first), |state| state.get("statename") == Some(&Value::from("RUNNING")));
            report.fails("fault in a batch", results.take(second), |error| {
                error.fault().is_some_and(|fault| fault.code() == 10)
            });
        }
        Err(error) => report.equal("batch", Err(error), ()),
    }
    report.equal("stop a process", client.call("supervisor.stopProcess", ("nap", true)).await, true);
}

pub(crate) async fn rtorrent(report: &Report, client: &Client) {
    report
        .that("version", client.call::<String>("system.client_version", ()).await, |version| version.starts_with("0."));
    let names = client.call::<Vec<String>>("system.listMethods", ()).await;
    report.that("listMethods", names, |names| names.len() > 100 && names.iter().any(|name| name == "d.name"));
    report.equal("set an i8", client.call("throttle.global_down.max_rate.set", ("", 5_000_000_i64)).await, 0_i64);
    report.that("get an i8", client.call::<i64>("throttle.global_down.max_rate", ()).await, |rate| *rate > 4_900_000);
    report.equal("no torrents", client.call("download_list", ()).await, Vec::<String>::new());
    report.fails("fault", client.call::<String>("d.name", ("0".repeat(40),)).await, |error| {
        error.kind() == ErrorKind::Fault
    });
    report.fails("unknown method", client.call::<i32>("no.such.method", ()).await, |error| {
        error.fault().is_some_and(|fault| fault.code() == -506)
    });
    let mut batch = client.batch();
    let first = batch.call::<String>("system.library_version", ());
    let second = batch.call::<i64>("no.such.method", ());
    match batch.send().await {
        Ok(mut results) => {
            report.that("batch", results.take(first), |version| !version.is_empty());
            report.fails("fault in a batch", results.take(second), |error| error.kind() == ErrorKind::Fault);
        }
        Err(error) => report.equal("batch", Err(error), ()),
    }
}

pub(crate) async fn rosmaster(report: &Report, client: &Client) {
    type Reply<T> = (i32, String, T);
    let me = "/probe";
    let pid = client.call::<Reply<i32>>("getPid", (me,)).await;
    report.that("envelope", pid, |(code, _, pid)| *code == 1 && *pid > 0);
    let registered: Result<Reply<Vec<String>>, _> =
        client.call("registerPublisher", (me, "/chatter", "std_msgs/String", "http://127.0.0.1:1/")).await;
    report.that("register", registered, |(code, _, _)| *code == 1);
    let state = client.call::<Reply<Vec<Vec<(String, Vec<String>)>>>>("getSystemState", (me,)).await;
    report.that("nested arrays", state, |(_, _, state)| {
        state.len() == 3 && state[0] == [("/chatter".to_owned(), vec![me.to_owned()])]
    });
    let set = client.call::<Reply<Value>>("setParam", (me, "/speed", 1.5)).await;
    report.that("set a parameter", set, |(code, _, _)| *code == 1);
    report.that("get a parameter", client.call::<Reply<f64>>("getParam", (me, "/speed")).await, |reply| reply.2 == 1.5);
    let missing = client.call::<Reply<Value>>("getParam", (me, "/no/such")).await;
    report.that("error in an envelope", missing, |(code, _, _)| *code == -1);
    report.fails("unknown method", client.call::<i32>("nope", ()).await, |error| error.kind() == ErrorKind::Fault);
}
