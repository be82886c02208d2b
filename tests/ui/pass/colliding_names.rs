//! Generated code does not meet the user's constants, statics, structs, functions, modules and lifetimes.

#![allow(dead_code, non_upper_case_globals, non_camel_case_types, clippy::upper_case_acronyms)]

use std::error::Error;
use std::fmt;

use xmlrpc_server::{CallContext, DateTime, Dispatcher, IntoFault, RpcParams, RpcType, Service, rpc_service};

const result: i32 = 1;
const value: i32 = 1;
const given: i32 = 1;
const context: i32 = 1;
const parameter1: i32 = 1;
const storage: i32 = 1;
const inner: i32 = 1;
const fault: i32 = 1;
const own: i32 = 1;
const code: i32 = 1;
static index: i32 = 1;
static faults: i32 = 1;
struct response;
struct arguments;
struct definitions;
struct variants;
struct members;
struct ty;
struct error;
mod core {}
mod std_ {}
mod __xmlrpc {}
fn call() {}
fn info() {}
fn table() {}

#[derive(RpcParams)]
struct Page {
    size: i32,
    #[param(default = 3)]
    number: i32,
}

#[derive(serde::Serialize, RpcType)]
struct Entry {
    #[serde(rename(serialize = "a", deserialize = "b"))]
    name: String,
}

#[derive(serde::Serialize, RpcType)]
enum Kind {
    File,
    Folder { entries: Vec<Entry> },
}

#[derive(Debug, IntoFault)]
enum Failure {
    #[fault(code = 4)]
    Gone(String),
    #[fault(code = 5, message = "busy")]
    Busy,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("failure")
    }
}

impl Error for Failure {}

struct Site<'call>(&'call str);

#[rpc_service(parts(more))]
impl<'call> Site<'call> {
    #[expose(inline)]
    fn first(
        &self,
        call: &CallContext,
        name: &str,
        #[param(flatten)] page: Page,
        #[param(default = 5)] limit: i32,
        text: Option<&str>,
        #[param(default)] date: Option<DateTime>,
    ) -> Result<Vec<i32>, Failure> {
        let _ = (call, name, page.size, page.number, text, date);
        Ok(vec![limit])
    }

    #[expose]
    async fn second(&self, name: &str, #[param(default = "x")] text: &str) -> Result<Kind, Failure> {
        let _ = (name, text, self.0);
        Err(Failure::Gone(String::new()))
    }

    fn info(&self) {}
    fn call(&self) {}
    fn table() {}
}

#[rpc_service(part = more)]
impl Site<'_> {
    #[expose]
    fn third(&self, date: DateTime) -> DateTime {
        date
    }
}

fn main() {
    assert_eq!(Service::info(&Site("x")).methods().len(), 3);
    assert!(Dispatcher::new().mount(Site("x")).check().is_ok());
}
