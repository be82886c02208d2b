//! The macros of the xmlrpc-server framework.
//!
//! Use them through `xmlrpc_server` (or `xmlrpc_service`), which re-export them: generated code calls a hidden module of
//! those crates.

#![warn(clippy::expect_used)]

mod case;
mod client;
mod doc;
mod errors;
mod fault;
mod function;
mod manifest;
mod method;
mod nearest;
mod options;
mod params;
mod paths;
mod schema;
mod service;
#[cfg(test)]
mod snapshots;
mod source_text;
mod syntax;

use proc_macro::TokenStream;

use paths::Facade;

#[doc = include_str!("docs/rpc_service.md")]
#[proc_macro_attribute]
pub fn rpc_service(arguments: TokenStream, item: TokenStream) -> TokenStream {
    service::expand(arguments.into(), item.into(), Facade::Server).into()
}

#[doc = include_str!("docs/expose.md")]
#[proc_macro_attribute]
pub fn expose(arguments: TokenStream, item: TokenStream) -> TokenStream {
    function::expand(arguments.into(), item.into(), Facade::Server).into()
}

#[doc = include_str!("docs/into_fault.md")]
#[proc_macro_derive(IntoFault, attributes(fault))]
pub fn into_fault(item: TokenStream) -> TokenStream {
    fault::expand(item.into(), Facade::Server).into()
}

/// [`#[derive(IntoFault)]`](macro@IntoFault) for crates that depend on `xmlrpc_service` and not on `xmlrpc_server`.
#[proc_macro_derive(ServiceIntoFault, attributes(fault))]
pub fn service_into_fault(item: TokenStream) -> TokenStream {
    fault::expand(item.into(), Facade::Service).into()
}

#[doc = include_str!("docs/rpc_type.md")]
#[proc_macro_derive(RpcType, attributes(rpc, serde))]
pub fn rpc_type(item: TokenStream) -> TokenStream {
    schema::expand(item.into(), Facade::Server).into()
}

/// [`#[derive(RpcType)]`](macro@RpcType) for crates that depend on `xmlrpc_service` and not on `xmlrpc_server`.
#[proc_macro_derive(ServiceRpcType, attributes(rpc, serde))]
pub fn service_rpc_type(item: TokenStream) -> TokenStream {
    schema::expand(item.into(), Facade::Service).into()
}

#[doc = include_str!("docs/rpc_params.md")]
#[proc_macro_derive(RpcParams, attributes(params, param))]
pub fn rpc_params(item: TokenStream) -> TokenStream {
    params::expand(item.into(), Facade::Server).into()
}

/// [`#[derive(RpcParams)]`](macro@RpcParams) for crates that depend on `xmlrpc_service` and not on `xmlrpc_server`.
#[proc_macro_derive(ServiceRpcParams, attributes(params, param))]
pub fn service_rpc_params(item: TokenStream) -> TokenStream {
    params::expand(item.into(), Facade::Service).into()
}

/// [`#[rpc_service]`](macro@rpc_service) for crates that depend on `xmlrpc_service` and not on `xmlrpc_server`.
#[proc_macro_attribute]
pub fn service_rpc_service(arguments: TokenStream, item: TokenStream) -> TokenStream {
    service::expand(arguments.into(), item.into(), Facade::Service).into()
}

/// [`#[expose]`](macro@expose) for crates that depend on `xmlrpc_service` and not on `xmlrpc_server`.
#[proc_macro_attribute]
pub fn service_expose(arguments: TokenStream, item: TokenStream) -> TokenStream {
    function::expand(arguments.into(), item.into(), Facade::Service).into()
}

#[doc = include_str!("docs/rpc_client.md")]
#[proc_macro_attribute]
pub fn rpc_client(arguments: TokenStream, item: TokenStream) -> TokenStream {
    client::expand(arguments.into(), item.into(), Facade::Client).into()
}

/// [`#[rpc_client]`](macro@rpc_client) for crates that depend on `xmlrpc_server` and not on `xmlrpc_client`.
#[proc_macro_attribute]
pub fn server_rpc_client(arguments: TokenStream, item: TokenStream) -> TokenStream {
    client::expand(arguments.into(), item.into(), Facade::Server).into()
}

/// [`#[rpc_client]`](macro@rpc_client) for crates that depend on `xmlrpc_service` and not on `xmlrpc_client`.
#[proc_macro_attribute]
pub fn service_rpc_client(arguments: TokenStream, item: TokenStream) -> TokenStream {
    client::expand(arguments.into(), item.into(), Facade::Service).into()
}

/// [`#[derive(IntoFault)]`](macro@IntoFault) for crates that depend on `xmlrpc_client` and not on `xmlrpc_server`.
#[proc_macro_derive(ClientIntoFault, attributes(fault))]
pub fn client_into_fault(item: TokenStream) -> TokenStream {
    fault::expand(item.into(), Facade::Client).into()
}
