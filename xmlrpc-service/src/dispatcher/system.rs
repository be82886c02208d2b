//! The `system.*` methods: an ordinary annotated service, but for the calls that `system.multicall` makes.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::registry::{Entry, Names, Registry, Target};
use crate::protocol::Extensions;
use crate::rpc_service;
use crate::schema::{Definitions, RpcType, Signature, Type, TypeShape, WireType};
use crate::service::{Execution, MethodInfo, ParameterInfo, PublishedMethod, Publisher, Service};
use xmlrpc_core::fault::Fault;
use xmlrpc_core::value;
use xmlrpc_core::value::Struct;

/// What this server offers and how to call it.
#[rpc_service(prefix = "system", rename_all = "camelCase", crate = "crate")]
impl Registry {
    /// List the names of all methods that can be called.
    #[expose(inline)]
    fn list_methods(&self) -> Vec<String> {
        self.names()
    }

    /// Tell what a method does: its documentation, or an empty string.
    ///
    /// The faults that the method declares follow the text, each with its code.
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
    /// The result is an array with one array for each way to call the method: the type of the result, then the types of
    /// the parameters. It is the string "undef" if a type is unknown or has no name in the standard.
    #[expose(inline)]
    fn method_signature(
        &self,
        /** The method's name. */
        name: &str,
    ) -> Result<SignatureForms, Fault> {
        let Some(entry) = self.find(name) else {
            return self.fallback_help(name).map(|_| SignatureForms(None));
        };
        let method = &entry.method;
        Ok(SignatureForms(if self.has_signature_extensions() {
            Some(method.forms()).filter(|forms| !forms.is_empty())
        } else {
            method.standard_forms()
        }))
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

    /// Describe everything that can be called: groups of methods, methods, and the types that they mention.
    ///
    /// The result has the members `groups`, `methods` and `types`. A method has a `name`, `help`, `aliases`, `faults` and
    /// `forms`, one for each way to call it, with the types, defaults and documentation of `parameters` and `result`.
    #[expose(inline)]
    fn describe(&self) -> Struct {
        self.description().to_struct()
    }

    /// Describe a method: its parameters, its result, its faults, and the types that it mentions.
    #[expose(inline)]
    fn method_schema(
        &self,
        /** The method's name. */
        name: &str,
    ) -> Result<Struct, Fault> {
        self.description().method_to_struct(name).ok_or_else(|| Fault::method_not_found(name))
    }

    /// Tell which extensions of XML-RPC this server supports.
    ///
    /// The result has a member for each extension, with the URL and the version of its specification. Extensions that
    /// the server's settings switch off are not listed.
    #[expose(inline)]
    fn get_capabilities(&self) -> Struct {
        let Extensions { nil, fault_codes } = self.extensions();
        let capabilities = [
            (true, "xmlrpc", "http://www.xmlrpc.com/spec", 1),
            (true, "introspect", INTROSPECTION, 1),
            (true, "introspection", INTROSPECTION, 1),
            (true, "system.multicall", "http://www.xmlrpc.com/discuss/msgReader$1208", 1),
            (fault_codes, "faults_interop", "http://xmlrpc-epi.sourceforge.net/specs/rfc.fault_codes.php", 20_010_516),
            (nil, "nil", "http://www.ontosys.com/xml-rpc/extensions.php", 1),
        ];
        let offered = capabilities.into_iter().filter(|(is_offered, ..)| *is_offered);
        offered.map(|(_, name, url, version)| (name, value!({ "specUrl": url, "specVersion": version }))).collect()
    }
}

/// The specification of introspection, which clients look for under two names.
const INTROSPECTION: &str = "http://xmlrpc-c.sourceforge.net/introspection.html";

/// The ways to call a method, or the string `undef`. Its signature is an array nevertheless, as with other servers.
struct SignatureForms(Option<Vec<Vec<&'static str>>>);

impl Serialize for SignatureForms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(forms) => forms.serialize(serializer),
            None => serializer.serialize_str(WireType::Undefined.name()),
        }
    }
}

impl RpcType for SignatureForms {
    fn describe(definitions: &mut Definitions) -> Type {
        <Vec<Vec<&str>>>::describe(definitions)
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
         Each entry is a struct with \"methodName\" and \"params\". The result has an element for\n\
         each entry, in order: an array with the one result, or a struct with \"faultCode\" and\n\
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
