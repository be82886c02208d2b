//! A union is no error.

use xmlrpc_server::IntoFault;

#[derive(IntoFault)]
union Refusal {
    code: i32,
}

fn main() {
    let _ = Refusal { code: 4 }.into_fault();
}
