//! An option stands once, in however many attributes.

use xmlrpc_server::IntoFault;

#[derive(IntoFault)]
enum Refusal {
    #[fault(code = 4)]
    #[fault(message = "no", code = 5)]
    Twice,
}

fn main() {
    let _ = Refusal::Twice.into_fault();
}
