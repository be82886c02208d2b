use super::{Definitions, Type, TypeShape};

/// Types that say themselves how they look on the wire: derive it ([`#[derive(RpcType)]`](macro@crate::RpcType)).
///
/// Types that are read by serde need no implementation: they are asked through `Deserialize`, and tell what that can
/// see. Those that are only sent, or whose documentation should be part of what is published, derive it.
///
/// ```
/// use xmlrpc_service::RpcType;
/// use xmlrpc_service::schema::{Schema, Type};
///
/// /// How the machine is.
/// #[derive(serde::Serialize, RpcType)]
/// struct Status {
///     /// Seconds since it was started.
///     uptime: i32,
///     last_error: Option<String>,
/// }
///
/// let schema = Schema::of::<Status>();
/// let Type::Struct(status) = schema.resolve(schema.root()) else { panic!("Status is a struct") };
/// assert_eq!(status.members()[0].description(), "Seconds since it was started.");
/// assert!(status.members()[1].is_optional());
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing tells how `{Self}` looks on the wire",
    label = "neither `RpcType` nor `Deserialize`",
    note = "derive `xmlrpc_server::RpcType` for it, or say on the member what it looks like: `#[rpc(like = \"Value\")]`"
)]
pub trait RpcType {
    /// The outermost shape of every value of this type, as signatures name it.
    fn shape() -> TypeShape;

    /// What its values look like, all the way down.
    ///
    /// The derive writes it. By hand, [`Definitions::define`] gives the type a name, under which it may mention itself;
    /// a type that says no more than its shape is told so far.
    fn describe(definitions: &mut Definitions) -> Type {
        definitions.outermost(Self::shape())
    }
}
