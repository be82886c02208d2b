//! Blocks and methods may have lifetimes, and what is returned may borrow from the service.

#![deny(warnings)]

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use xmlrpc_server::{Service, rpc_service};

#[derive(Clone, Deserialize, Serialize)]
struct Named<'a> {
    name: Cow<'a, str>,
    sizes: [i32; 2],
}

#[rpc_service]
impl<'a> Named<'a> {
    #[expose(inline)]
    fn name(&self) -> &str {
        &self.name
    }

    #[expose]
    async fn later(&self) -> &Cow<'a, str> {
        &self.name
    }

    #[expose]
    async fn longest<'s>(&'s self, other: &'s str, sizes: &[i32; 2]) -> Result<&'s str, String> {
        if sizes == &self.sizes { Ok(other) } else { Ok(&self.name) }
    }

    #[expose]
    fn same(&self) -> Self {
        self.clone()
    }

    #[expose]
    fn all(&self, others: Vec<Self>) -> Vec<Named<'_>> {
        others
    }
}

fn main() {
    let named = Named { name: "x".into(), sizes: [1, 2] };
    assert_eq!(named.info().methods().len(), 5);
    assert_eq!(named.info().methods()[2].wire_signature().unwrap().forms(), [["string", "string", "array"]]);
}
