//! The `system.*` methods: an ordinary annotated service, but for the calls that `system.multicall` makes.

use std::sync::Arc;

use super::registry::{Entry, Extensions, Names, Registry, Target};
use crate::rpc_service;
use crate::schema::{Signature, TypeShape, WireType};
use crate::service::{Execution, MethodInfo, ParameterInfo, PublishedMethod, Publisher, Service};
use xmlrpc_core::fault::Fault;
use xmlrpc_core::value::Value;

/// What this server offers and how to call it.
#[rpc_service(prefix = "system", rename_all = "camelCase", crate = "crate")]
impl Registry {
    /// List the names of all methods that can be called.
    #[expose(inline)]
    fn list_methods(&self) -> Vec<String> {
        self.names()
    }

    /// Tell what a method does: the text that its author wrote, or an empty one.
    ///
    /// Faults that the method declares are listed behind it, each with its code.
    #[expose(inline)]
    fn method_help(
        &self,
        /** The method's name. */
        name: &str,
    ) -> Result<String, Fault> {
        match self.find(name) {
            Some(entry) => Ok(entry.method.full_help()),
            None => self.fallback_help(name),
        }
    }

    /// Tell which types a method takes and returns.
    ///
    /// The answer is an array with one array for each way to call the method: the result's type, then the types of the
    /// parameters. A type that cannot be known is "undef"; so is the whole answer if nothing is known.
    #[expose(inline)]
    fn method_signature(
        &self,
        /** The method's name. */
        name: &str,
    ) -> Result<Value, Fault> {
        let Some(entry) = self.find(name) else {
            return self.fallback_help(name).map(|_| Value::from("undef"));
        };
        let forms = entry.method.forms();
        Ok(if forms.is_empty() { "undef".into() } else { forms.into() })
    }

    /// Tell whether a method can be called.
    #[expose(inline)]
    fn method_exist(
        &self,
        /** The method's name. */
        name: &str,
    ) -> bool {
        self.find(name).is_some() || self.fallback_help(name).is_ok()
    }

    /// Tell which extensions of XML-RPC this server knows.
    ///
    /// The answer has a member for each, with the address of its specification and that one's version. What the server's
    /// settings rule out is not listed.
    #[expose(inline)]
    fn get_capabilities(&self) -> Value {
        let introspection = || xmlrpc_core::value!({ "specUrl": "http://xmlrpc-c.sourceforge.net/introspection.html", "specVersion": 1 });
        let mut known = xmlrpc_core::value!({
            "xmlrpc": { "specUrl": "http://www.xmlrpc.com/spec", "specVersion": 1 },
            "introspect": introspection(),
            "introspection": introspection(),
            "system.multicall": { "specUrl": "http://www.xmlrpc.com/discuss/msgReader$1208", "specVersion": 1 },
        });
        let mut also = |is_so: bool, name: &str, address: &str, version: i32| {
            if let (true, Value::Struct(known)) = (is_so, &mut known) {
                known.insert(name, xmlrpc_core::value!({ "specUrl": address, "specVersion": version }));
            }
        };
        let Extensions { nil, fault_codes } = self.extensions();
        also(fault_codes, "faults_interop", "http://xmlrpc-epi.sourceforge.net/specs/rfc.fault_codes.php", 20_010_516);
        also(nil, "nil", "http://www.ontosys.com/xml-rpc/extensions.php", 1);
        known
    }
}

impl Registry {
    fn fallback_help(&self, name: &str) -> Result<String, Fault> {
        let help = self.fallback().and_then(|fallback| fallback.help(name));
        help.ok_or_else(|| Fault::method_not_found(name))
    }
}

/// The row of the one method that calls others, and so is the dispatcher's own.
const MULTICALL: MethodInfo = MethodInfo::new("multicall", Execution::Async)
    .help(
        "Call several methods in one request.\n\n\
         Each entry is a struct with \"methodName\" and \"params\". The answer has an element for\n\
         each, in order: an array with the one result, or a struct with \"faultCode\" and\n\
         \"faultString\".",
    )
    .parameters(const { &[ParameterInfo::new("calls").help("The calls, in the order in which they are made.")] })
    .signature(|| {
        let array = TypeShape::new(WireType::Array);
        Signature::new(array, [array])
    });

/// The entries of all methods of this module.
pub(super) fn entries(registry: &Registry) -> Names {
    let info = Service::info(registry);
    let rows = info.methods().iter().enumerate().map(|(index, row)| (row, Target::Introspection(index)));
    rows.chain([(&MULTICALL, Target::Multicall)])
        .map(|(row, target)| {
            let name = format!("{}.{}", info.prefix(), row.name());
            let method = PublishedMethod::of_row(name.clone(), row, Publisher::Dispatcher);
            (name.into(), Entry { method: Arc::new(method), target })
        })
        .collect()
}
