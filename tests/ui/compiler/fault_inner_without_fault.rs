//! What `transparent` hands on is a fault.

use xmlrpc_server::IntoFault;

struct Inner;

#[derive(IntoFault)]
enum Refusal {
    #[fault(transparent)]
    Inner(Inner),
}

fn main() {
    let _ = Refusal::Inner(Inner).into_fault();
}
