//! `#[fault]` has options, and options have names.

use xmlrpc_server::IntoFault;

#[derive(IntoFault)]
enum Refusal {
    #[fault]
    Bare,
    #[fault(4)]
    Nameless,
    #[fault = 4]
    Equal,
}

fn main() {
    let _ = Refusal::Bare.into_fault();
}
