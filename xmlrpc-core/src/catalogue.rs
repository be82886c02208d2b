//! The static catalogue: free functions marked `#[expose]` anywhere in the program.

use std::sync::Arc;

use crate::service::Service;

/// A free function marked `#[expose]`, as a service of one method.
///
/// Entries come from every crate that is linked in. A crate that no source line names is not linked, and its entries
/// are missing without a word.
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
