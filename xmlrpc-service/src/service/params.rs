//! Structs whose members are parameters of their own.

use super::{Arguments, CallContext, ParameterInfo};
use crate::schema::TypeShape;
use xmlrpc_core::fault::Fault;

/// A struct that takes several places among a method's parameters: derive it
/// ([`#[derive(RpcParams)]`](macro@crate::RpcParams)).
///
/// A parameter of such a type is marked `#[param(flatten)]` or `#[param(keywords)]`. Callers send its members one after
/// the other; signature, help and schema show them as parameters.
///
/// ```
/// use xmlrpc_service::{Dispatcher, RpcParams, rpc_service};
///
/// #[derive(RpcParams)]
/// struct Login {
///     database: String,
///     user: String,
/// }
///
/// struct Shop;
///
/// #[rpc_service(inline)]
/// impl Shop {
///     #[expose]
///     fn count(&self, #[param(flatten)] login: Login, model: &str) -> String {
///         format!("{} counts {model} in {}", login.user, login.database)
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let dispatcher = Dispatcher::new().mount(Shop);
/// assert_eq!(dispatcher.call("count", ("db", "ann", "pens")).await, Ok("ann counts pens in db".to_owned()));
/// # });
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no struct of parameters",
    label = "its members cannot be parameters",
    note = "derive `xmlrpc_server::RpcParams` for it"
)]
pub trait RpcParams: Sized {
    /// The parameters, in order.
    const PARAMETERS: &'static [ParameterInfo];

    /// How they are checked: [`Unchecked`] or [`Checked`].
    type Check;

    /// Adds the types of the parameters to those that stand before them.
    fn shapes(shapes: &mut Vec<TypeShape>);

    /// Reads the parameters.
    ///
    /// # Errors
    ///
    /// As [`Arguments::named`].
    fn read(arguments: &mut Arguments<'_>) -> Result<Self, Fault>;
}

/// Checks parameters of the type before a method of the service `S` runs.
///
/// With `#[params(check)]` on a struct that [derives `RpcParams`](macro@crate::RpcParams), it is yours to implement: the check has the service, which may know the sessions, and the call's
/// context. It runs when the whole request has been read, on the thread that reads the arguments, so that a check of an
/// `async` or inline method must not block.
///
/// ```
/// use std::collections::HashSet;
/// use xmlrpc_service::{CallContext, CheckParams, Dispatcher, Fault, RpcParams, rpc_service};
///
/// #[derive(RpcParams)]
/// #[params(check)]
/// struct Session {
///     /// What `login` returned.
///     session: String,
/// }
///
/// struct Shop {
///     sessions: HashSet<String>,
/// }
///
/// impl CheckParams<Shop> for Session {
///     fn check(&self, shop: &Shop, _context: &CallContext) -> Result<(), Fault> {
///         let is_known = shop.sessions.contains(&self.session);
///         if is_known { Ok(()) } else { Err(Fault::new(403, "no such session")) }
///     }
/// }
///
/// #[rpc_service(inline)]
/// impl Shop {
///     #[expose]
///     fn price(&self, #[param(flatten)] _session: &Session, article: i32) -> i32 {
///         article * 2
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let dispatcher = Dispatcher::new().mount(Shop { sessions: HashSet::from(["s1".to_owned()]) });
/// assert_eq!(dispatcher.call("price", ("s1", 4)).await, Ok(8));
/// let refused = dispatcher.call::<i32>("price", ("s2", 4)).await;
/// assert_eq!(refused.map_err(|fault| fault.code()), Err(403));
/// # });
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing checks `{Self}` for `{S}`",
    label = "these parameters are marked `#[params(check)]`",
    note = "write `impl CheckParams<{S}> for {Self} {{ fn check(&self, service: &{S}, context: &CallContext) -> Result<(), Fault> {{ … }} }}`"
)]
pub trait CheckParams<S: ?Sized>: RpcParams {
    /// Lets the call pass, or refuses it.
    ///
    /// # Errors
    ///
    /// The fault that the caller gets.
    fn check(&self, service: &S, context: &CallContext) -> Result<(), Fault>;
}

/// Parameters that nothing checks.
#[derive(Debug)]
pub struct Unchecked;

/// Parameters that are checked before a method runs: [`CheckParams`].
#[derive(Debug)]
pub struct Checked;

/// How parameters of the type `P` are checked for a service.
pub trait CheckPolicy<P, S: ?Sized> {
    /// Whether the check takes the call's context.
    const TAKES_CONTEXT: bool;

    /// Lets the call pass, or refuses it.
    ///
    /// # Errors
    ///
    /// The fault that the caller gets.
    fn check(params: &P, service: &S, context: &CallContext) -> Result<(), Fault>;
}

impl<P, S: ?Sized> CheckPolicy<P, S> for Unchecked {
    const TAKES_CONTEXT: bool = false;

    #[inline]
    fn check(_: &P, _: &S, _: &CallContext) -> Result<(), Fault> {
        Ok(())
    }
}

impl<P: CheckParams<S>, S: ?Sized> CheckPolicy<P, S> for Checked {
    const TAKES_CONTEXT: bool = true;

    fn check(params: &P, service: &S, context: &CallContext) -> Result<(), Fault> {
        params.check(service, context)
    }
}
