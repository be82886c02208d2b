//! The description of types in schemas.

use super::WireType;

/// The description of a type's values.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Type {
    /// A wire type, without further detail.
    Wire(WireType),
    /// A value or nil.
    Optional(Box<Type>),
    /// An array of any number of elements of one type.
    Array(Box<Type>),
    /// An array of a fixed number of elements, each of its own type.
    Tuple(Vec<Type>),
    /// A struct with members of any names, all of one type.
    Map(Box<Type>),
    /// A struct with known members.
    Struct(StructType),
    /// A string that is one of these names.
    Names(Vec<Variant>),
    /// One of several forms.
    Choice(Choice),
    /// The definition of this name, in the same schema.
    Named(String),
}

impl Type {
    /// The type without the `Optional` around it, and whether there was one.
    pub fn required(self) -> (Type, bool) {
        match self {
            Type::Optional(inner) => (inner.required().0, true),
            other => (other, false),
        }
    }

    /// Whether something is not known of the type or of one inside it, names not looked up.
    pub(super) fn has_gaps(&self) -> bool {
        matches!(self, Type::Wire(WireType::Struct | WireType::Array | WireType::Undefined))
            || self.inner().into_iter().any(Type::has_gaps)
    }

    /// The types inside.
    pub fn inner(&self) -> Vec<&Type> {
        match self {
            Type::Wire(_) | Type::Names(_) | Type::Named(_) => Vec::new(),
            Type::Optional(inner) | Type::Array(inner) | Type::Map(inner) => vec![inner],
            Type::Tuple(elements) => elements.iter().collect(),
            Type::Struct(structure) => {
                structure.members.iter().map(Member::ty).chain(structure.others.as_deref()).collect()
            }
            Type::Choice(choice) => choice.variants.iter().filter_map(Variant::content).collect(),
        }
    }
}

/// A struct of known members.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StructType {
    pub(super) members: Vec<Member>,
    pub(super) others: Option<Box<Type>>,
}

impl StructType {
    /// The members, in the order of the source.
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The type of members of other names, if there may be any.
    pub fn others(&self) -> Option<&Type> {
        self.others.as_deref()
    }
}

/// A member of a struct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    name: String,
    help: String,
    ty: Type,
    optional: bool,
    direction: Direction,
}

/// The direction in which a member is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Both,
    Read,
    Written,
}

impl Member {
    /// A member of this name and type; one that is an `Optional` may be absent.
    pub fn new(name: impl Into<String>, ty: Type) -> Self {
        let (ty, optional) = ty.required();
        Member { name: name.into(), help: String::new(), ty, optional, direction: Direction::Both }
    }

    /// Adds what the member means.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Says that the member may be absent.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// Says that the member is read from callers and not sent to them.
    #[must_use]
    pub fn only_read(mut self) -> Self {
        self.direction = Direction::Read;
        self
    }

    /// Says that the member is sent to callers and not read from them.
    #[must_use]
    pub fn only_written(mut self) -> Self {
        self.direction = Direction::Written;
        self
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the member means; empty if there is no documentation.
    pub fn description(&self) -> &str {
        &self.help
    }

    /// The type, of a member that is there and not nil.
    pub fn ty(&self) -> &Type {
        &self.ty
    }

    /// Whether the member may be absent or nil.
    pub fn is_optional(&self) -> bool {
        self.optional
    }

    /// Whether callers send the member.
    pub fn is_read(&self) -> bool {
        self.direction != Direction::Written
    }

    /// Whether callers receive the member.
    pub fn is_written(&self) -> bool {
        self.direction != Direction::Read
    }
}

/// One of several forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub(super) tagging: Tagging,
    pub(super) variants: Vec<Variant>,
}

impl Choice {
    /// How a value says which variant it is.
    pub fn tagging(&self) -> &Tagging {
        &self.tagging
    }

    /// The forms, in the order of the source.
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }
}

/// How a value says which variant it is, as serde writes enums.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Tagging {
    /// A form without content is a string, its name; any other is a struct with one member of that name.
    External,
    /// A struct with the form's name in this member, next to the members of the content.
    Internal(&'static str),
    /// A struct with two members: the form's name and its content.
    Adjacent {
        /// The member that holds the name.
        tag: &'static str,
        /// The member that holds the content.
        content: &'static str,
    },
    /// It does not: the first form that fits is taken.
    None,
}

/// One form of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    name: String,
    help: String,
    content: Option<Type>,
    untagged: bool,
}

impl Variant {
    /// A form of this name, without content.
    pub fn new(name: impl Into<String>) -> Self {
        Variant { name: name.into(), help: String::new(), content: None, untagged: false }
    }

    /// Adds what the form means.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds its content.
    #[must_use]
    pub fn holding(mut self, content: Type) -> Self {
        self.content = Some(content);
        self
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the form means; empty if there is no documentation.
    pub fn description(&self) -> &str {
        &self.help
    }

    /// Says that a value of this form is the content alone, whatever the [`Tagging`] of the others.
    #[must_use]
    pub fn untagged(mut self) -> Self {
        self.untagged = true;
        self
    }

    /// Whether a value of this form is the content alone, whatever the [`Tagging`] of the others.
    pub fn is_untagged(&self) -> bool {
        self.untagged
    }

    /// The content; none for a form that is only a name.
    pub fn content(&self) -> Option<&Type> {
        self.content.as_ref()
    }
}
