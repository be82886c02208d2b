use std::fmt;

use super::{Definitions, Schema, Type};

/// A type of XML-RPC, as signatures name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WireType {
    /// A 32 bit integer.
    Int,
    /// A 64 bit integer.
    I8,
    /// A boolean.
    Boolean,
    /// A double precision number.
    Double,
    /// A string.
    String,
    /// A date and time.
    DateTime,
    /// Bytes.
    Base64,
    /// A struct.
    Struct,
    /// An array.
    Array,
    /// No value.
    Nil,
    /// A value of any type.
    Any,
    /// An unknown type.
    Undefined,
}

impl WireType {
    /// The name in signatures, extensions included: `i8`, `nil`, `any`, `undef`.
    pub fn name(self) -> &'static str {
        match self {
            WireType::Int => "int",
            WireType::I8 => "i8",
            WireType::Boolean => "boolean",
            WireType::Double => "double",
            WireType::String => "string",
            WireType::DateTime => "dateTime.iso8601",
            WireType::Base64 => "base64",
            WireType::Struct => "struct",
            WireType::Array => "array",
            WireType::Nil => "nil",
            WireType::Any => "any",
            WireType::Undefined => "undef",
        }
    }

    /// The name in signatures that use the names of the introspection standard only: 64 bit integers are `int` there.
    /// None for no value, any value and unknown types, for which the standard has no name.
    ///
    /// ```
    /// use xmlrpc_service::schema::WireType;
    ///
    /// assert_eq!(WireType::I8.standard_name(), Some("int"));
    /// assert_eq!(WireType::Nil.standard_name(), None);
    /// ```
    pub fn standard_name(self) -> Option<&'static str> {
        match self {
            WireType::I8 => Some(WireType::Int.name()),
            WireType::Nil | WireType::Any | WireType::Undefined => None,
            standard => Some(standard.name()),
        }
    }
}

impl fmt::Display for WireType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a signature says of a type: derived from its schema, which it leads to.
#[derive(Debug, Clone, Copy)]
pub struct TypeShape {
    /// The wire type of every value; [`Undefined`](WireType::Undefined) if they differ or nothing is known.
    pub wire: WireType,
    /// Whether a parameter of this type may be missing at the end of a call, as with `Option`.
    pub optional: bool,
    describe: Option<fn(&mut Definitions) -> Type>,
    /// What is around the type.
    envelope: Option<fn(Type) -> Type>,
}

impl PartialEq for TypeShape {
    fn eq(&self, other: &Self) -> bool {
        (self.wire, self.optional) == (other.wire, other.optional)
    }
}

impl Eq for TypeShape {}

impl TypeShape {
    /// Nothing is known.
    pub const UNKNOWN: TypeShape = TypeShape::new(WireType::Undefined);

    /// A type of which only the wire type is known.
    pub const fn new(wire: WireType) -> Self {
        TypeShape { wire, optional: false, describe: None, envelope: None }
    }

    /// The shape that follows from a description, such as [`RpcType::describe`](super::RpcType::describe).
    ///
    /// ```
    /// use xmlrpc_service::RpcType;
    /// use xmlrpc_service::schema::{TypeShape, WireType};
    ///
    /// let shape = TypeShape::described(<Option<Vec<i32>>>::describe);
    /// assert_eq!((shape.wire, shape.optional), (WireType::Array, true));
    /// ```
    pub fn described(describe: fn(&mut Definitions) -> Type) -> Self {
        let schema = Schema::described(describe);
        let (wire, optional) = (schema.wire_type(), schema.is_optional());
        TypeShape { wire, optional, describe: Some(describe), envelope: None }
    }

    /// The same type in an envelope, of which there is one at most.
    pub(crate) fn in_envelope(mut self, envelope: fn(Type) -> Type) -> Self {
        self.envelope = Some(envelope);
        let schema = self.schema();
        TypeShape { wire: schema.wire_type(), optional: schema.is_optional(), ..self }
    }

    /// The same, of a parameter that may be missing.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The schema of the type, as complete as it is known.
    pub fn schema(&self) -> Schema {
        match (self.describe, self.envelope) {
            (Some(describe), None) => Schema::described(describe),
            (None, None) => Schema::of_type(self.as_type()),
            (describe, Some(envelope)) => Schema::described(|definitions| {
                let inner = describe.map_or_else(|| self.as_type(), |describe| describe(definitions));
                envelope(inner)
            }),
        }
    }

    /// The description of the type, as a part of a larger schema.
    pub(crate) fn describe_into(&self, definitions: &mut Definitions) -> Type {
        let inner = self.describe.map_or_else(|| self.as_type(), |describe| describe(definitions));
        match self.envelope {
            Some(envelope) => envelope(inner),
            None => inner,
        }
    }

    /// The type, as far as the shape says.
    fn as_type(&self) -> Type {
        let wire = Type::Wire(self.wire);
        if self.optional { Type::Optional(Box::new(wire)) } else { wire }
    }
}
