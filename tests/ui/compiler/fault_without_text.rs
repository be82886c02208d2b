//! A fault has a text: the error's own, or a message.

use xmlrpc_server::IntoFault;

#[derive(IntoFault)]
enum Refusal {
    #[fault(code = 4)]
    Mute,
}

fn main() {
    let _ = Refusal::Mute.into_fault();
}
