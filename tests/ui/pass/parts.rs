//! A service may stand in several blocks, in any module, generic or not, also in impl blocks of traits.

#![deny(warnings, missing_docs, unreachable_pub, clippy::pedantic)]

use xmlrpc_server::{Service, rpc_service};

/// A site.
#[derive(Debug)]
pub struct Site<T>(T);

/// All about a site.
#[rpc_service(prefix = "site", parts(admin, named))]
impl<T: Clone> Site<T> {
    /// Tells the size.
    #[expose]
    #[must_use]
    pub fn size(&self) -> usize {
        std::mem::size_of_val(&self.0)
    }
}

mod admin {
    use xmlrpc_server::rpc_service;

    #[rpc_service(part = admin, rename_all = "camelCase")]
    impl<T: Clone> super::Site<T> {
        #[cfg(any())]
        #[expose]
        fn absent(&self) {}

        /// Clears.
        #[expose]
        pub(super) async fn clear_all(&self, #[param(default)] force: bool) -> bool {
            std::future::ready(()).await;
            force
        }
    }
}

trait Named {
    type Name;
    fn name(&self) -> Self::Name;
}

#[rpc_service(part = named)]
impl<T: Clone> Named for Site<T> {
    type Name = String;

    #[expose]
    fn name(&self) -> Self::Name {
        String::new()
    }
}

struct Small;

#[rpc_service(parts(second))]
impl Small {}

#[rpc_service(part = second)]
impl Small {
    #[expose]
    fn only(&self) {}
}

fn main() {
    let info = Site(1).info();
    assert_eq!(info.description(), "All about a site.");
    let names: Vec<_> = info.methods().iter().map(|method| method.name()).collect();
    assert_eq!(names, ["size", "clearAll", "name"]);
    assert_eq!(Small.info().methods()[0].name(), "only");
}
