//! `#[fault]` goes on a variant or a type.

use xmlrpc_server::{Fault, IntoFault};

#[derive(IntoFault)]
enum Refusal {
    #[fault(code = 4, message = "no")]
    Inner(#[fault(transparent)] Fault),
}

fn main() {
    let _ = Refusal::Inner(Fault::new(1, "one")).into_fault();
}
