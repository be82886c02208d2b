//! Is a member of a struct a date that serde writes in a form of its own?
//!
//! `(&&MemberOf::<T>::new()).check()` demands that a date is written as one.

use std::marker::PhantomData;

use crate::value::DateTime;
use xmlrpc_core::__private::as_datetime::DateTimeField;
use xmlrpc_core::Lenient;

/// The type of a member.
#[derive(Debug)]
pub struct MemberOf<T>(PhantomData<T>);

impl<T> MemberOf<T> {
    /// The type itself.
    #[expect(clippy::new_without_default, reason = "only generated code calls it")]
    pub const fn new() -> Self {
        MemberOf(PhantomData)
    }
}

/// A date that serde writes as `dateTime.iso8601`.
#[diagnostic::on_unimplemented(
    message = "inside of a struct, serde writes `{Self}` in a form of its own, not as a date",
    label = "not a `dateTime.iso8601`",
    note = "write `#[serde(with = \"xmlrpc_server::as_datetime\")]` on the member (`#[serde(default, with = …)]` on an `Option`), or `#[rpc(like = \"String\")]` if the text is meant"
)]
pub trait WrittenAsDate {}

#[diagnostic::do_not_recommend]
impl WrittenAsDate for DateTime {}
#[diagnostic::do_not_recommend]
impl<T: WrittenAsDate> WrittenAsDate for Option<T> {}
#[diagnostic::do_not_recommend]
impl<T: WrittenAsDate> WrittenAsDate for Vec<T> {}
#[diagnostic::do_not_recommend]
impl<T: WrittenAsDate> WrittenAsDate for Lenient<T> {}

/// First tier: a date.
pub trait DateMemberTier<T> {
    /// Demands that it is written as one.
    fn check(&self)
    where
        T: WrittenAsDate,
    {
    }
}
impl<T: DateTimeField> DateMemberTier<T> for &MemberOf<T> {}

/// Second tier: any other type.
pub trait OtherMemberTier {
    /// Demands nothing.
    fn check(&self) {}
}
impl<T> OtherMemberTier for MemberOf<T> {}
