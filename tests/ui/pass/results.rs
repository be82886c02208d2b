//! Plain values, every alias of `Result`, and errors of all kinds.

#![deny(warnings)]

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use serde::Serialize;
use xmlrpc_server::{Fault, IntoFault, Service, Value, rpc_service};

struct Coded;

impl IntoFault for Coded {
    fn into_fault(self) -> Fault {
        Fault::new(7, "coded")
    }
}

struct Texted;

impl fmt::Display for Texted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("texted")
    }
}

type Outcome<T> = Result<T, Texted>;

#[derive(Serialize)]
struct Sent<'a> {
    name: &'a str,
}

struct Store;

#[rpc_service]
impl Store {
    #[expose]
    fn nothing(&self) {}

    #[expose]
    fn maybe(&self) -> Option<i32> {
        None
    }

    #[expose]
    fn map(&self) -> BTreeMap<String, (i32, f64)> {
        BTreeMap::new()
    }

    #[expose]
    fn value(&self) -> Value {
        Value::Nil
    }

    #[expose]
    fn text(&self) -> &'static str {
        ""
    }

    #[expose]
    fn sent(&self) -> Sent<'_> {
        Sent { name: "" }
    }

    #[expose]
    fn sent_without_mark<'a>(&'a self) -> Result<Vec<Sent<'a>>, Fault> {
        Ok(vec![Sent { name: "" }])
    }

    #[expose]
    fn opaque(&self) -> impl Serialize + use<> {
        1
    }

    #[expose]
    fn coded(&self) -> Result<i32, Coded> {
        Err(Coded)
    }

    #[expose]
    async fn aliased(&self) -> Outcome<i32> {
        Err(Texted)
    }

    #[expose]
    async fn boxed(&self) -> Result<(), Box<dyn Error + Send + Sync>> {
        Ok(())
    }

    #[expose]
    fn boxed_here(&self) -> Result<(), Box<dyn Error>> {
        Ok(())
    }

    #[expose]
    fn string(&self) -> Result<bool, String> {
        Err(String::new())
    }
}

fn main() {
    let types: Vec<_> = Store.info().methods().iter().map(|method| method.wire_signature().unwrap().result().name()).collect();
    let expected = [
        "nil", "int", "struct", "any", "string", "undef", "undef", "undef", "int", "int", "nil", "nil", "boolean",
    ];
    assert_eq!(types, expected);
}
