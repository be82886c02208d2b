//! Closures, functions, and those marked `#[expose]`.

use std::net::{AddrParseError, IpAddr};
use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;
use xmlrpc_service::fault::APPLICATION_ERROR;
use xmlrpc_service::service::Execution;
use xmlrpc_service::{DateTime, Dispatcher, Fault, Function, Value, expose, value};

use super::run;

#[derive(Serialize)]
struct Point {
    x: i32,
}

fn plain(a: i32, b: i32) -> i32 {
    a - b
}

async fn later(text: String) -> Result<String, Fault> {
    if text.is_empty() { Err(Fault::new(7, "empty")) } else { Ok(text) }
}

#[test]
fn closures_functions_and_asynchronous_ones() {
    let offset = 10;
    let dispatcher = Dispatcher::new()
        .function("none", || ())
        .function("closure", move |a: i32| a + offset)
        .function("plain", plain)
        .function("later", later)
        .function("async closure", async |a: i32, b: Option<i32>| a * b.unwrap_or(2))
        .function("own", |x: i32| Point { x })
        .function("io", |path: PathBuf| std::fs::create_dir(path))
        .function("string error", |ok: bool| if ok { Ok(1) } else { Err("no".to_owned()) })
        .function("boxed", || -> Result<i32, Box<dyn std::error::Error + Send + Sync>> { Err("boxed".into()) })
        .function("mapped", || "x".parse::<u8>().map_err(Fault::application))
        .function("dates", |date: DateTime| date)
        .function("values", |values: Vec<Value>| values.len() as i32);
    dispatcher.check().expect("a sound set-up");
    run(async {
        assert_eq!(dispatcher.call("none", ()).await, Ok(Value::Nil));
        assert_eq!(dispatcher.call("closure", (1,)).await, Ok(11));
        assert_eq!(dispatcher.call("plain", (5, 3)).await, Ok(2));
        assert_eq!(dispatcher.call("later", ("x",)).await, Ok("x".to_owned()));
        assert_eq!(dispatcher.call::<String>("later", ("",)).await, Err(Fault::new(7, "empty")));
        assert_eq!(dispatcher.call("async closure", (4,)).await, Ok(8));
        assert_eq!(dispatcher.call("async closure", (4, 4)).await, Ok(16));
        assert_eq!(dispatcher.call::<Value>("own", (3,)).await.map(|point| point["x"].clone()), Ok(Value::Int(3)));
        assert_eq!(dispatcher.call::<()>("io", ("/",)).await.map_err(|fault| fault.code()), Err(APPLICATION_ERROR));
        assert_eq!(dispatcher.call("string error", (true,)).await, Ok(1));
        let no = Err(Fault::new(APPLICATION_ERROR, "no"));
        assert_eq!(dispatcher.call::<i32>("string error", (false,)).await, no);
        assert_eq!(dispatcher.call::<i32>("boxed", ()).await, Err(Fault::new(APPLICATION_ERROR, "boxed")));
        assert!(dispatcher.call::<i32>("mapped", ()).await.is_err());
        let date = DateTime::new(2026, 1, 31, 12, 0, 0).expect("a date");
        assert_eq!(dispatcher.call("dates", (date,)).await, Ok(date));
        assert_eq!(dispatcher.call("values", (vec![1, 2],)).await, Ok(2));
    });
}

#[test]
fn a_function_says_what_it_does() {
    let dispatcher = Dispatcher::new()
        .function("add", Function::new(|a: i32, b: i32| a + b).help("Add.").parameters(["first", "second"]).inline());
    run(async {
        assert_eq!(dispatcher.call("system.methodHelp", ("add",)).await, Ok("Add.".to_owned()));
        let signature = dispatcher.call::<Vec<Vec<String>>>("system.methodSignature", ("add",)).await;
        assert_eq!(signature, Ok(vec![vec!["int".to_owned(), "int".to_owned(), "int".to_owned()]]));
        let fault = dispatcher.call::<i32>("add", (1, "x")).await.expect_err("a fault");
        assert!(fault.message().starts_with("parameter 2 (second): "), "{fault}");
    });
}

fn local(address: String) -> Result<bool, AddrParseError> {
    Ok(address.parse::<IpAddr>()?.is_loopback())
}

async fn with_causes(deep: bool) -> anyhow::Result<i32> {
    if deep { Err(anyhow::anyhow!("the cause")).context("the text") } else { Ok(1) }
}

#[test]
fn an_error_with_a_text_alone_is_a_fault() {
    let dispatcher = Dispatcher::new()
        .function("local", Function::fallible(local).inline().help("Tell whether it is this machine."))
        .function("closure", Function::fallible(|text: String| text.parse::<bool>()))
        .function("later", Function::fallible(with_causes))
        .function("async closure", Function::fallible(async |fails: bool| if fails { Err("no") } else { Ok(3) }));
    run(async {
        assert_eq!(dispatcher.call("local", ("127.0.0.1",)).await, Ok(true));
        let fault = dispatcher.call::<bool>("local", ("x",)).await.expect_err("no address");
        assert_eq!((fault.code(), fault.message()), (APPLICATION_ERROR, "invalid IP address syntax"));
        assert_eq!(dispatcher.call("closure", ("true",)).await, Ok(true));
        assert!(dispatcher.call::<bool>("closure", ("no",)).await.is_err());
        assert_eq!(dispatcher.call("later", (false,)).await, Ok(1));
        let fault = dispatcher.call::<i32>("later", (true,)).await.expect_err("a fault");
        assert_eq!(fault, Fault::new(APPLICATION_ERROR, "the text"), "causes are for the log alone");
        assert_eq!(dispatcher.call("async closure", (false,)).await, Ok(3));
        assert_eq!(dispatcher.call::<i32>("async closure", (true,)).await, Err(Fault::new(APPLICATION_ERROR, "no")));
        let signature = dispatcher.call::<Vec<Vec<String>>>("system.methodSignature", ("local",)).await;
        assert_eq!(signature, Ok(vec![vec!["boolean".to_owned(), "string".to_owned()]]));
        let help = dispatcher.call::<String>("system.methodHelp", ("local",)).await;
        assert_eq!(help.as_deref(), Ok("Tell whether it is this machine."));
    });
    assert_eq!(dispatcher.method("later").map(|method| method.execution()), Some(Execution::Async));
}

#[test]
fn a_function_has_up_to_twelve_parameters() {
    type Int = i32;
    let sum = |a: Int, b: Int, c: Int, d: Int, e: Int, f: Int, g: Int, h: Int, i: Int, j: Int, k: Int, l: Int| {
        [a, b, c, d, e, f, g, h, i, j, k, l].iter().sum::<i32>()
    };
    let dispatcher = Dispatcher::new().function("sum", sum);
    assert_eq!(run(dispatcher.call("sum", vec![1; 12])), Ok(12));
    let fault = run(dispatcher.call::<i32>("sum", vec![1; 13])).expect_err("a fault");
    assert!(fault.message().starts_with("sum takes 12 parameters"), "{fault}");
}

/// Types named like Rust's own, on purpose.
mod own {
    #[derive(serde::Serialize)]
    pub(crate) enum Result {
        Won(i32),
    }

    #[derive(serde::Serialize)]
    pub(crate) enum Status {
        Ok(i32),
        Err(String),
    }
}

#[test]
fn a_result_is_recognised_by_what_serde_calls_it() {
    let words = "line 1\nline 2 \t".to_owned() + &"long ".repeat(100);
    let text = words.clone();
    let dispatcher = Dispatcher::new()
        .function("words", move || Err::<i32, _>(text.clone()))
        .function("own", || own::Result::Won(3))
        .function("status", |well: bool| if well { own::Status::Ok(1) } else { own::Status::Err("no".to_owned()) })
        .function("some", || Some(Err::<i32, String>("x".to_owned())))
        .function("list", || vec![Ok::<i32, String>(1)]);
    run(async {
        assert_eq!(dispatcher.call::<i32>("words", ()).await, Err(Fault::new(APPLICATION_ERROR, words)));
        assert_eq!(dispatcher.call("own", ()).await, Ok(value!({ "Won": 3 })));
        assert_eq!(dispatcher.call("status", (true,)).await, Ok(value!({ "Ok": 1 })));
        assert_eq!(dispatcher.call("status", (false,)).await, Ok(value!({ "Err": "no" })));
        assert_eq!(dispatcher.call("some", ()).await, Ok(value!({ "Err": "x" })));
        assert_eq!(dispatcher.call("list", ()).await, Ok(value!([{ "Ok": 1 }])));
    });
}

/// Multiply two numbers.
#[expose(name = "multiply args", inline)]
fn multiply(a: i32, b: i32) -> i32 {
    a * b
}

#[expose]
async fn catalogued(name: &str) -> Result<String, Fault> {
    Ok(format!("hello {name}"))
}

#[test]
fn functions_marked_expose_are_discovered() {
    let dispatcher = Dispatcher::new().discover();
    assert_eq!(dispatcher.discovered(), ["catalogued", "multiply args", "system.hostname"]);
    run(async {
        assert_eq!(dispatcher.call("multiply args", (5, 5)).await, Ok(25));
        assert_eq!(dispatcher.call("catalogued", ("x",)).await, Ok("hello x".to_owned()));
        assert_eq!(
            dispatcher.call("system.methodHelp", ("multiply args",)).await,
            Ok("Multiply two numbers.".to_owned())
        );
    });
    // They stay ordinary functions.
    assert_eq!(multiply(2, 3), 6);
    assert_eq!(run(catalogued("y")).ok().as_deref(), Some("hello y"));
    assert!(Dispatcher::new().method("multiply args").is_none());
}
