//! The interoperability tests of the XML-RPC community: each method returns its argument.

use std::env;

use serde::Serialize;
use xmlrpc_server::value::Struct;
use xmlrpc_server::{Base64, DateTime, Value, rpc_service};

pub(crate) struct InteropEchoTests;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Toolkit {
    toolkit_docs_url: &'static str,
    toolkit_name: &'static str,
    toolkit_version: &'static str,
    toolkit_operating_system: &'static str,
}

/// Echoes for every type of XML-RPC.
#[rpc_service(prefix = "interopEchoTests", rename_all = "camelCase")]
impl InteropEchoTests {
    /// Return a string.
    #[expose(inline)]
    fn echo_string(&self, value: String) -> String {
        value
    }

    /// Return an integer.
    #[expose(inline)]
    fn echo_integer(&self, value: i32) -> i32 {
        value
    }

    /// Return a boolean.
    #[expose(inline)]
    fn echo_boolean(&self, value: bool) -> bool {
        value
    }

    /// Return a double.
    #[expose(inline)]
    fn echo_float(&self, value: f64) -> f64 {
        value
    }

    /// Return a struct.
    #[expose(inline)]
    fn echo_struct(&self, value: Struct) -> Struct {
        value
    }

    /// Return a date.
    #[expose(inline)]
    fn echo_date(&self, value: DateTime) -> DateTime {
        value
    }

    /// Return bytes.
    #[expose(inline)]
    fn echo_base64(&self, value: Base64) -> Base64 {
        value
    }

    /// Return an array of strings.
    #[expose(inline)]
    fn echo_string_array(&self, value: Vec<String>) -> Vec<String> {
        value
    }

    /// Return an array of integers.
    #[expose(inline)]
    fn echo_integer_array(&self, value: Vec<i32>) -> Vec<i32> {
        value
    }

    /// Return an array of doubles.
    #[expose(inline)]
    fn echo_float_array(&self, value: Vec<f64>) -> Vec<f64> {
        value
    }

    /// Return an array of structs.
    #[expose(inline)]
    fn echo_struct_array(&self, value: Vec<Struct>) -> Vec<Struct> {
        value
    }

    /// Return a value of any type.
    #[expose(inline)]
    fn echo_value(&self, value: Value) -> Value {
        value
    }

    /// Take nothing, and answer a number.
    #[expose(inline)]
    fn no_in_params(&self) -> i32 {
        0
    }

    /// Tell what this server is made with.
    #[expose(inline)]
    fn which_toolkit(&self) -> Toolkit {
        Toolkit {
            toolkit_docs_url: "https://docs.rs/xmlrpc-server",
            toolkit_name: "xmlrpc-server",
            toolkit_version: env!("CARGO_PKG_VERSION"),
            toolkit_operating_system: env::consts::OS,
        }
    }
}
