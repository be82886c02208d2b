//! What does an error say? The functions that `#[derive(IntoFault)]` calls, and the faults that a method declares.

use std::error::Error;
use std::fmt::{Display, Write as _};
use std::marker::PhantomData;

use xmlrpc_core::fault::{Fault, FaultInfo, IntoFault};

/// An error with a text for the caller.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no text to send with its fault",
    label = "this error has no text",
    note = "implement `std::fmt::Display` for it (`thiserror` derives it), or give each fault a text: `#[fault(message = \"…\")]`"
)]
pub trait FaultText: Display {}

#[diagnostic::do_not_recommend]
impl<E: Display + ?Sized> FaultText for E {}

/// The fault whose text is the error's own.
pub fn fault_of<E: FaultText + ?Sized>(code: i32, error: &E) -> Fault {
    Fault::new(code, error.to_string())
}

/// An error inside another one, whose fault is that of both.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no fault to pass on",
    label = "no fault code",
    note = "derive `xmlrpc_server::IntoFault` for it, or replace `transparent` with a code: `#[fault(code = …)]`"
)]
pub trait InnerFault: IntoFault {}

#[diagnostic::do_not_recommend]
impl<E: IntoFault> InnerFault for E {}

/// The fault of an error inside another one.
pub fn inner_fault<E: InnerFault>(error: E) -> Fault {
    error.into_fault()
}

/// The private detail of an error, for the log: `(&&&Detail(&error)).add(fault)`.
#[derive(Debug)]
pub struct Detail<'e, E>(pub &'e E);

/// First tier: an error with a source.
pub trait DetailBySource {
    /// Adds the texts that the fault's message leaves out.
    fn add(&self, fault: Fault) -> Fault;
}
impl<E: Error> DetailBySource for &&Detail<'_, E> {
    fn add(&self, fault: Fault) -> Fault {
        let mut detail = hidden_text(self.0, &fault);
        let mut source = self.0.source();
        while let Some(error) = source {
            let separator = if detail.is_empty() { "" } else { ": " };
            // Writing to a string does not fail. If the error's `Display` fails, the text is what it wrote so far.
            let _ = write!(detail, "{separator}{error}");
            source = error.source();
        }
        with_detail(fault, detail)
    }
}

/// Second tier: an error with a text, which the fault may have replaced.
pub trait DetailByText {
    /// Adds the texts that the fault's message leaves out.
    fn add(&self, fault: Fault) -> Fault;
}
impl<E: Display> DetailByText for &Detail<'_, E> {
    fn add(&self, fault: Fault) -> Fault {
        let detail = hidden_text(self.0, &fault);
        with_detail(fault, detail)
    }
}

/// Last tier: an error without text.
pub trait NoDetail {
    /// The fault as it is.
    fn add(&self, fault: Fault) -> Fault {
        fault
    }
}
impl<E> NoDetail for Detail<'_, E> {}

/// The error's own text, if the fault has another one.
fn hidden_text(error: &impl Display, fault: &Fault) -> String {
    let text = error.to_string();
    if text == fault.message() { String::new() } else { text }
}

fn with_detail(fault: Fault, detail: String) -> Fault {
    if detail.is_empty() { fault } else { fault.with_detail(detail) }
}

/// The type that a method returns, and the faults that it declares: `(&&Faults::<T>::new()).faults()`.
#[derive(Debug)]
pub struct Faults<T>(PhantomData<T>);

impl<T> Faults<T> {
    /// Names the type.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        Faults(PhantomData)
    }
}

/// First tier: a `Result` whose error declares faults.
pub trait DeclaredFaults {
    /// The faults.
    fn faults(&self) -> Vec<FaultInfo>;
}
impl<T, E: IntoFault> DeclaredFaults for &Faults<Result<T, E>> {
    fn faults(&self) -> Vec<FaultInfo> {
        E::declared_faults()
    }
}

/// Second tier: any other type.
pub trait NoFaults {
    /// None.
    fn faults(&self) -> Vec<FaultInfo> {
        Vec::new()
    }
}
impl<T> NoFaults for Faults<T> {}
