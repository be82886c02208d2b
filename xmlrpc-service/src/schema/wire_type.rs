use std::fmt;

use super::Schema;

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
    /// A text.
    String,
    /// A date and time.
    DateTime,
    /// Bytes.
    Base64,
    /// Named members.
    Struct,
    /// A sequence.
    Array,
    /// No value.
    Nil,
    /// Any type at all.
    Any,
    /// A type that cannot be known.
    Undefined,
}

impl WireType {
    /// The name that `system.methodSignature` uses.
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
}

impl fmt::Display for WireType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How values of a Rust type look on the wire.
#[derive(Debug, Clone, Copy)]
pub struct TypeShape {
    /// The outermost type.
    pub wire: WireType,
    /// Whether a parameter of this type may be missing at the end of a call, as with `Option`.
    pub optional: bool,
    schema: Option<fn() -> Schema>,
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

    /// A type that must be there.
    pub const fn new(wire: WireType) -> Self {
        TypeShape { wire, optional: false, schema: None }
    }

    /// The same, of a type that may be missing.
    #[must_use]
    pub const fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Adds what the type looks like further down; asked when somebody wants to know.
    #[must_use]
    pub const fn described_by(mut self, schema: fn() -> Schema) -> Self {
        self.schema = Some(schema);
        self
    }

    /// What the type looks like, all the way down as far as that is known.
    pub fn schema(&self) -> Schema {
        self.schema.map_or_else(|| Schema::of_shape(*self), |schema| schema())
    }
}
