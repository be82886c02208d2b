//! An unknown option lists the known ones and names the nearest.

use xmlrpc_server::IntoFault;

#[derive(IntoFault)]
#[fault(mesage = "it failed")]
struct Failed;

#[derive(IntoFault)]
#[fault(transparent)]
enum Refusal {
    #[fault(number = 4)]
    Numbered,
}

fn main() {
    let _ = (Failed.into_fault(), Refusal::Numbered.into_fault());
}
