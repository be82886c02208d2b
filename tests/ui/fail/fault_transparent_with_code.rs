//! What is `transparent` has no code and no text of its own.

use xmlrpc_server::{Fault, IntoFault};

#[derive(IntoFault)]
enum Refusal {
    #[fault(transparent, code = 4)]
    Coded(Fault),
    #[fault(message = "no", transparent)]
    Texted(Fault),
}

fn main() {
    let _ = Refusal::Coded(Fault::new(1, "one")).into_fault();
}
