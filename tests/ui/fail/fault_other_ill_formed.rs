//! The variant for other errors holds one of them, alone.

use xmlrpc_server::{Fault, IntoFault};

#[derive(IntoFault)]
enum Failure {
    #[fault(other)]
    Two(Fault, i32),
    #[fault(other, code = 4)]
    WithCode,
}

#[derive(IntoFault)]
enum Passed {
    #[fault(other, transparent)]
    Twice(Fault),
}

#[derive(IntoFault)]
enum Many {
    #[fault(other)]
    First(Fault),
    #[fault(other)]
    Second(Fault),
}

fn main() {}
