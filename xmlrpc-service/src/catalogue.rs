//! The static catalogue: the tables of all annotated blocks and functions of the program.

use std::sync::Arc;

use crate::service::{Service, ServiceInfo};

/// A free function marked `#[expose]`, as a service of one method.
///
/// Entries come from every crate that is linked in. The compiler does not link a crate that no source line names, so that
/// its entries are missing, without an error.
#[derive(Debug, Clone, Copy)]
pub struct CataloguedFunction {
    service: fn() -> Arc<dyn Service>,
}

impl CataloguedFunction {
    /// An entry. Written by `#[expose]`.
    pub const fn new(service: fn() -> Arc<dyn Service>) -> Self {
        CataloguedFunction { service }
    }

    /// The function as a service.
    pub fn service(&self) -> Arc<dyn Service> {
        (self.service)()
    }
}

inventory::collect!(CataloguedFunction);

/// All free functions marked `#[expose]` that are linked into this program, in no order.
pub fn catalogued_functions() -> impl Iterator<Item = &'static CataloguedFunction> {
    inventory::iter::<CataloguedFunction>.into_iter()
}

/// The table of an annotated block or function. Written by the macros.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub struct CataloguedTable(pub fn() -> &'static ServiceInfo);

inventory::collect!(CataloguedTable);

/// The tables of all annotated types and functions that are linked into this program, whether they are mounted or not,
/// sorted by prefix and name.
///
/// A generic type is not among them: it has a table for each type that it is used with. The compiler does
/// not link a crate that no source line names, so that its tables are missing, without an error.
///
/// ```
/// use xmlrpc_service::{catalogue, rpc_service};
///
/// struct Sums;
///
/// #[rpc_service(prefix = "sums")]
/// impl Sums {
///     /// Add two numbers.
///     #[expose(inline)]
///     fn add(&self, a: i32, b: i32) -> i32 { a + b }
/// }
///
/// # fn main() {
/// let sums = catalogue().find(|service| service.prefix() == "sums").expect("it is linked in");
/// assert_eq!(sums.methods()[0].name(), "add");
/// # }
/// ```
pub fn catalogue() -> impl Iterator<Item = &'static ServiceInfo> {
    let mut tables: Vec<_> =
        inventory::iter::<CataloguedTable>.into_iter().map(|CataloguedTable(table)| table()).collect();
    tables.sort_by_key(|table| (table.prefix(), table.name()));
    tables.into_iter()
}

/// The methods in the [`catalogue`] that callers see and that have no help, each with its place in the source.
///
/// One test keeps all of a program's methods documented:
///
/// ```standalone_crate
/// # fn main() {
/// assert_eq!(xmlrpc_service::methods_without_help(), [""; 0]);
/// # }
/// ```
pub fn methods_without_help() -> Vec<String> {
    let rows = catalogue().flat_map(|service| service.methods().iter().map(move |method| (service, method)));
    rows.filter(|(_, method)| method.description().is_empty() && !method.is_hidden())
        .map(|(service, method)| format!("{} ({}, {})", method.full_name(service), service.name(), method.source()))
        .collect()
}
