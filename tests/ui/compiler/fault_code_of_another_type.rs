//! A fault code that is a constant is one of 32 bits.

use xmlrpc_server::IntoFault;

const CODE: i64 = 4;

#[derive(IntoFault)]
enum Refusal {
    #[fault(code = CODE, message = "no")]
    Wide,
}

fn main() {
    let _ = Refusal::Wide.into_fault();
}
