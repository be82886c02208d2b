//! `transparent` is for a variant of one field.

use xmlrpc_server::{Fault, IntoFault};

#[derive(IntoFault)]
enum Refusal {
    #[fault(transparent)]
    None,
    #[fault(transparent)]
    Two(Fault, Fault),
}

fn main() {
    let _ = Refusal::None.into_fault();
}
