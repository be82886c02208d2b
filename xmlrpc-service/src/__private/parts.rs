//! What the compiler says about parts that are not there or not listed. `Part` is a type that has the part's name.

use crate::service::ListsPart;

/// A type that has a part: none, since the part itself would have been found.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no part `{Part}`",
    label = "no block is this part",
    note = "write `#[rpc_service(part = {Part})]` on another block of `{Self}`, or remove `{Part}` from `parts(…)`"
)]
pub trait HasPart<Part> {}

#[diagnostic::do_not_recommend]
impl<Part> HasPart<Part> for () {}

/// A type whose service lists a part.
#[diagnostic::on_unimplemented(
    message = "no block of `{Self}` lists the part `{Part}`",
    label = "a part that is not listed",
    note = "write `#[rpc_service(parts({Part}))]` on the block that makes `{Self}` a service"
)]
pub trait Listed<const NUMBER: u64, Part> {
    /// What demands it.
    const LISTED: () = ();
}

#[diagnostic::do_not_recommend]
impl<T: ListsPart<NUMBER> + ?Sized, const NUMBER: u64, Part> Listed<NUMBER, Part> for T {}
