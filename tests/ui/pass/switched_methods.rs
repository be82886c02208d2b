//! Methods under `#[cfg]` are there or not, and the others keep their places.

#![deny(warnings)]

use xmlrpc_server::{Service, rpc_service};

struct Machine;

#[rpc_service]
impl Machine {
    #[cfg(any())]
    #[expose]
    fn never(&self, value: TypeThatIsNotThere) {}

    #[cfg(all())]
    #[expose]
    fn always(&self) -> i32 {
        1
    }

    #[cfg(any())]
    #[expose(name = "kind")]
    fn kind_of_one(&self) {}

    #[cfg(not(any()))]
    #[cfg(all())]
    #[expose(name = "kind")]
    fn kind_of_other(&self) {}

    #[expose]
    fn last(&self) {}
}

fn main() {
    let names: Vec<_> = Machine.info().methods().iter().map(|method| method.name()).collect();
    assert_eq!(names, ["always", "kind", "last"]);
}
