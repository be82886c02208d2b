use super::{Definitions, Type};

/// A type that describes how its values look on the wire: derive it
/// ([`#[derive(RpcType)]`](macro@crate::RpcType)).
///
/// A type that serde can read needs no implementation: the framework learns from its `Deserialize` what that can show.
/// Derive the trait for types that are only sent, and where the documentation of members should be published.
///
/// ```
/// use xmlrpc_service::RpcType;
/// use xmlrpc_service::schema::{Schema, Type};
///
/// /// The state of the machine.
/// #[derive(serde::Serialize, RpcType)]
/// struct Status {
///     /// Seconds since the start.
///     uptime: i32,
///     last_error: Option<String>,
/// }
///
/// let schema = Schema::of::<Status>();
/// let Type::Struct(status) = schema.resolve(schema.root()) else { panic!("Status is a struct") };
/// assert_eq!(status.members()[0].description(), "Seconds since the start.");
/// assert!(status.members()[1].is_optional());
/// ```
///
/// By hand, for a type with an implementation of `Serialize` by hand:
///
/// ```
/// use xmlrpc_service::RpcType;
/// use xmlrpc_service::schema::{Definitions, Schema, Type, WireType};
///
/// struct Celsius(f64);
///
/// impl RpcType for Celsius {
///     fn describe(_: &mut Definitions) -> Type {
///         Type::Wire(WireType::Double)
///     }
/// }
///
/// assert_eq!(Schema::of::<Celsius>().wire_type(), WireType::Double);
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing tells how `{Self}` looks on the wire",
    label = "neither `RpcType` nor `Deserialize`",
    note = "derive `xmlrpc_server::RpcType` for it, or say on the member what it looks like: `#[rpc(like = \"Value\")]`"
)]
pub trait RpcType {
    /// Describes the values of the type, all the way down. Signatures are derived from it.
    ///
    /// [`Definitions::define`] gives the type a name, under which it may mention itself.
    fn describe(definitions: &mut Definitions) -> Type;
}
