//! A fault code is a whole number of 32 bits.

use xmlrpc_server::IntoFault;

#[derive(IntoFault)]
enum Refusal {
    #[fault(code = "4", message = "a text")]
    Text,
    #[fault(code = 4.5, message = "a fraction")]
    Fraction,
    #[fault(code = -2147483649, message = "too wide")]
    Wide,
    #[fault(code, message = "nothing")]
    Nothing,
}

fn main() {
    let _ = Refusal::Text.into_fault();
}
