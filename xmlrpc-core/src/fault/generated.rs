//! What does an error say, and which error does a fault say? The functions that `#[derive(IntoFault)]` calls, and the
//! faults that a method declares. The tiers are explained in the module `__private` of the crate `xmlrpc-service`.

use std::borrow::Cow;
use std::error::Error;
use std::fmt::{Display, Write as _};
use std::marker::PhantomData;
use std::rc::Rc;
use std::sync::Arc;

use super::{Fault, FaultInfo, FromFault, IntoFault};

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

/// A case of an error, and what makes it of a fault.
#[derive(Debug)]
pub struct FaultCase<E> {
    code: CaseCode,
    text_code: Option<&'static str>,
    make: fn(&Fault) -> Option<E>,
}

#[derive(Debug)]
enum CaseCode {
    /// The case has this code.
    Own(i32),
    /// The case has no code of its own: its text must be the fault's.
    Text,
    /// The error inside knows its codes.
    Inner,
}

impl<E> FaultCase<E> {
    /// A case with a code of its own.
    pub const fn own(code: i32, make: fn(&Fault) -> Option<E>) -> Self {
        FaultCase { code: CaseCode::Own(code), text_code: None, make }
    }

    /// A case without a code of its own.
    pub const fn by_text(make: fn(&Fault) -> Option<E>) -> Self {
        FaultCase { code: CaseCode::Text, text_code: None, make }
    }

    /// A case that holds another error.
    pub const fn inner(make: fn(&Fault) -> Option<E>) -> Self {
        FaultCase { code: CaseCode::Inner, text_code: None, make }
    }

    /// Adds the text that is sent as the code.
    #[must_use]
    pub const fn text_code(mut self, text: &'static str) -> Self {
        self.text_code = Some(text);
        self
    }

    fn is_inner(&self) -> bool {
        matches!(self.code, CaseCode::Inner)
    }

    fn may_be(&self, fault: &Fault) -> bool {
        match self.text_code {
            Some(text) if fault.text_code() == Some(text) => true,
            _ => !matches!(self.code, CaseCode::Own(code) if code != fault.code()),
        }
    }
}

/// The case that a fault is: the one with its code and its text, or else the first with its code. Codes of the error's own
/// take precedence over those of the errors inside it.
pub fn case_of<E: IntoFault>(fault: &Fault, cases: &[FaultCase<E>]) -> Option<E> {
    let same = |error: E| {
        let own = error.into_fault();
        let same_code =
            if fault.text_code().is_some() { own.text_code() == fault.text_code() } else { own.code() == fault.code() };
        same_code && own.message() == fault.message()
    };
    for is_inner in [false, true] {
        let cases = || cases.iter().filter(|case| case.may_be(fault) && case.is_inner() == is_inner);
        let exact = cases().find(|case| (case.make)(fault).is_some_and(same));
        let has_code = |case: &&FaultCase<E>| match case.code {
            CaseCode::Text => case.text_code.is_some() && case.text_code == fault.text_code(),
            CaseCode::Own(_) | CaseCode::Inner => true,
        };
        let by_code = || cases().find(|case| has_code(case) && (case.make)(fault).is_some());
        if let Some(case) = exact.or_else(by_code) {
            return (case.make)(fault);
        }
    }
    None
}

/// What went wrong with a call, which may be a fault.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold what else goes wrong with a call",
    label = "not the error of a client",
    note = "the field of `#[fault(other)]` is an `xmlrpc_client::Error`, or a `Fault`"
)]
pub trait CallFailure {
    /// The fault, if it is one.
    fn as_fault(&self) -> Option<&Fault>;
}

impl CallFailure for Fault {
    fn as_fault(&self) -> Option<&Fault> {
        Some(self)
    }
}

/// The error of a call: the one whose fault came, or else what `other` makes.
pub fn error_of<E: FromFault, F: CallFailure>(failure: F, other: fn(F) -> E) -> E {
    match failure.as_fault().and_then(E::from_fault) {
        Some(error) => error,
        None => other(failure),
    }
}

/// The type of a field, and what it is after a fault: `(&&&FieldOf::<T>::new()).value(fault)`.
#[derive(Debug)]
pub struct FieldOf<T>(PhantomData<T>);

impl<T> FieldOf<T> {
    /// Names the type.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        FieldOf(PhantomData)
    }
}

/// A type of text.
pub trait TextField: Sized {
    /// The text as a value of the type.
    fn of_text(text: &str) -> Self;
}

macro_rules! texts {
    ($($ty:ty),*) => {$(
        impl TextField for $ty {
            fn of_text(text: &str) -> Self {
                text.to_owned().into()
            }
        }
    )*};
}

texts!(String, Box<str>, Rc<str>, Arc<str>, Cow<'static, str>);

/// First tier: a text, which is the fault's.
pub trait FieldOfText<T> {
    /// The field's value.
    fn value(&self, fault: &Fault) -> Option<T>;
}
impl<T: TextField> FieldOfText<T> for &&FieldOf<T> {
    fn value(&self, fault: &Fault) -> Option<T> {
        Some(T::of_text(fault.message()))
    }
}

/// Second tier: a type with a default.
pub trait FieldByDefault<T> {
    /// The field's value.
    fn value(&self, fault: &Fault) -> Option<T>;
}
impl<T: Default> FieldByDefault<T> for &FieldOf<T> {
    fn value(&self, _: &Fault) -> Option<T> {
        Some(T::default())
    }
}

/// Last tier: any other type.
pub trait NoField<T> {
    /// None.
    fn value(&self, _: &Fault) -> Option<T> {
        None
    }
}
impl<T> NoField<T> for FieldOf<T> {}

/// The error inside another one, and what it is after a fault: `(&&InnerOf::<E>::new()).error(fault)`.
#[derive(Debug)]
pub struct InnerOf<E>(PhantomData<E>);

impl<E> InnerOf<E> {
    /// Names the type.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        InnerOf(PhantomData)
    }
}

/// First tier: an error that can be read back.
pub trait InnerFromFault<E> {
    /// The error.
    fn error(&self, fault: &Fault) -> Option<E>;
}
impl<E: FromFault> InnerFromFault<E> for &InnerOf<E> {
    fn error(&self, fault: &Fault) -> Option<E> {
        E::from_fault(fault)
    }
}

/// Last tier: any other error.
pub trait NoInner<E> {
    /// None.
    fn error(&self, _: &Fault) -> Option<E> {
        None
    }
}
impl<E> NoInner<E> for InnerOf<E> {}
