//! Schemas, and how they are assembled.

use std::any::type_name;

use super::types::{Choice, Member, StructType, Tagging, Type, Variant};
use super::{RpcType, WireType};

/// The description of a type, with the definitions of the types that it mentions by name.
///
/// ```
/// use xmlrpc_service::schema::{Schema, Type, WireType};
///
/// let schema = Schema::of::<Vec<Option<i32>>>();
/// let int = Type::Wire(WireType::Int);
/// assert_eq!(schema.root(), &Type::Array(Box::new(Type::Optional(Box::new(int)))));
/// assert!(schema.is_complete());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    root: Type,
    definitions: Vec<Definition>,
    complete: bool,
}

impl Schema {
    /// The schema of a type that describes itself.
    pub fn of<T: RpcType + ?Sized>() -> Self {
        Schema::described(T::describe)
    }

    /// The schema that a description makes.
    pub(super) fn described(describe: impl FnOnce(&mut Definitions) -> Type) -> Self {
        let mut definitions = Definitions::default();
        let root = describe(&mut definitions);
        definitions.into_schema(root)
    }

    /// The schema of a type that mentions no other by name.
    pub(super) fn of_type(ty: Type) -> Self {
        Definitions::default().into_schema(ty)
    }

    /// The wire type that all values of the type have, as signatures name it; [`WireType::Undefined`] if they differ:
    /// of an enum, some variants may be strings and others structs.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use xmlrpc_service::schema::{WireType, learn};
    ///
    /// #[derive(Deserialize)]
    /// enum Colour { Red, Green }
    ///
    /// #[derive(Deserialize)]
    /// enum Shape { Empty, Circle { radius: f64 } }
    ///
    /// assert_eq!(learn::<Colour>().wire_type(), WireType::String);
    /// assert_eq!(learn::<Shape>().wire_type(), WireType::Undefined);
    /// ```
    pub fn wire_type(&self) -> WireType {
        self.common_type(&self.root, &mut Vec::new()).unwrap_or(WireType::Undefined)
    }

    /// Whether a value may be nil, or missing at the end of a call, as with `Option`.
    pub fn is_optional(&self) -> bool {
        let mut ty = &self.root;
        // One name may stand for another, and two for each other.
        for _ in &self.definitions {
            ty = self.resolve(ty);
        }
        matches!(ty, Type::Optional(_))
    }

    /// The wire type of all values of a type; none for a type that is being looked at, which adds no further one.
    fn common_type<'s>(&'s self, ty: &'s Type, names: &mut Vec<&'s str>) -> Option<WireType> {
        Some(match ty {
            Type::Wire(wire) => *wire,
            Type::Optional(inner) => return self.common_type(inner, names),
            Type::Array(_) | Type::Tuple(_) => WireType::Array,
            Type::Map(_) | Type::Struct(_) => WireType::Struct,
            Type::Names(_) => WireType::String,
            Type::Choice(choice) => {
                let mut wires = choice.variants.iter().filter_map(|variant| self.variant_type(choice, variant, names));
                let first = wires.next()?;
                if wires.all(|wire| wire == first) { first } else { WireType::Undefined }
            }
            Type::Named(name) => {
                if names.contains(&name.as_str()) {
                    return None;
                }
                names.push(name);
                let wire = self.definition(name).and_then(|definition| self.common_type(&definition.ty, names));
                names.pop();
                return wire;
            }
        })
    }

    fn variant_type<'s>(
        &'s self,
        choice: &'s Choice,
        variant: &'s Variant,
        names: &mut Vec<&'s str>,
    ) -> Option<WireType> {
        if variant.is_untagged() || choice.tagging == Tagging::None {
            return variant.content().map_or(Some(WireType::Nil), |content| self.common_type(content, names));
        }
        let is_name = choice.tagging == Tagging::External && variant.content().is_none();
        Some(if is_name { WireType::String } else { WireType::Struct })
    }

    /// The type itself, which may be the name of a definition.
    pub fn root(&self) -> &Type {
        &self.root
    }

    /// The types that are mentioned by name, in the order in which they are first mentioned.
    pub fn definitions(&self) -> &[Definition] {
        &self.definitions
    }

    /// The definition of this name.
    pub fn definition(&self, name: &str) -> Option<&Definition> {
        self.definitions.iter().find(|definition| definition.name == name)
    }

    /// The type with this name; any other type itself.
    pub fn resolve<'s>(&'s self, ty: &'s Type) -> &'s Type {
        match ty {
            Type::Named(name) => self.definition(name).map_or(ty, Definition::ty),
            other => other,
        }
    }

    /// Whether the schema describes every value exactly. Types without `#[derive(RpcType)]` do not always show everything.
    pub fn is_complete(&self) -> bool {
        self.complete
    }
}

/// A type that has a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Definition {
    key: &'static str,
    name: String,
    help: String,
    ty: Type,
}

impl Definition {
    /// The name, which only this definition of a schema has.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The documentation of the type; empty if there is no documentation.
    pub fn description(&self) -> &str {
        &self.help
    }

    /// The description of its values.
    pub fn ty(&self) -> &Type {
        &self.ty
    }
}

/// The definitions of a schema that is being assembled.
#[derive(Debug, Default)]
pub struct Definitions {
    all: Vec<Definition>,
    /// Keys of types that were mentioned while they were being described.
    recursive: Vec<&'static str>,
    incomplete: bool,
    /// How many types enclose the current one.
    depth: usize,
}

impl Definitions {
    /// Describes the type `T` under a name, unless that has been done. A type may mention itself.
    pub fn define<T: ?Sized>(&mut self, name: &str, help: &str, describe: impl FnOnce(&mut Self) -> Type) -> Type {
        self.define_key(type_name::<T>(), name, help, describe)
    }

    /// Describes the type `T`, which looks like the one inside it: it needs a name only if it mentions itself.
    pub fn define_transparent<T: ?Sized>(
        &mut self,
        name: &str,
        help: &str,
        describe: impl FnOnce(&mut Self) -> Type,
    ) -> Type {
        let key = type_name::<T>();
        let named = self.define_key(key, name, help, describe);
        if self.recursive.contains(&key) {
            return named;
        }
        match self.all.iter().position(|definition| definition.key == key) {
            Some(index) => self.all.remove(index).ty,
            None => named,
        }
    }

    pub(super) fn define_key(
        &mut self,
        key: &'static str,
        name: &str,
        help: &str,
        describe: impl FnOnce(&mut Self) -> Type,
    ) -> Type {
        if let Some(known) = self.all.iter().find(|definition| definition.key == key) {
            self.recursive.push(key);
            return Type::Named(known.name.clone());
        }
        let name = self.free_name(name);
        // The definition is added before its description, which may mention it.
        let unknown = Type::Wire(WireType::Undefined);
        self.all.push(Definition { key, name: name.clone(), help: help.to_owned(), ty: unknown });
        let ty = self.within(describe);
        if let Some(definition) = self.all.iter_mut().find(|definition| definition.key == key) {
            definition.ty = ty;
        }
        Type::Named(name)
    }

    fn free_name(&self, name: &str) -> String {
        let taken = |name: &str| self.all.iter().any(|definition| definition.name == name);
        if !taken(name) {
            return name.to_owned();
        }
        (2..).map(|number| format!("{name}{number}")).find(|name| !taken(name)).unwrap_or_default()
    }

    /// A type of which nothing is known: the schema is then not complete.
    pub fn unknown(&mut self) -> Type {
        Type::Wire(WireType::Undefined)
    }

    /// Describes a type inside one that serde writes.
    pub(super) fn within(&mut self, describe: impl FnOnce(&mut Self) -> Type) -> Type {
        self.depth += 1;
        let ty = describe(self);
        self.depth -= 1;
        ty
    }

    /// Describes a date that is sent as such wherever it stands.
    pub(super) fn as_date(&mut self, describe: impl FnOnce(&mut Self) -> Type) -> Type {
        let depth = std::mem::take(&mut self.depth);
        let ty = describe(self);
        self.depth = depth;
        ty
    }

    /// Describes a type that has the same form inside as on its own.
    pub(super) fn beside(&mut self, describe: impl FnOnce(&mut Self) -> Type) -> Type {
        describe(self)
    }

    /// Whether the current type is inside another one, where serde alone decides on its form.
    pub(crate) fn is_inside(&self) -> bool {
        self.depth > 0
    }

    pub(super) fn note_incomplete(&mut self) {
        self.incomplete = true;
    }

    pub(super) fn resolve<'s>(&'s self, ty: &'s Type) -> &'s Type {
        match ty {
            Type::Named(name) => {
                self.all.iter().find(|definition| definition.name == *name).map_or(ty, |definition| &definition.ty)
            }
            other => other,
        }
    }

    /// The schema of a type that was described with these definitions. Definitions that nothing mentions are left
    /// out, such as those of flattened structs.
    pub(super) fn into_schema(self, root: Type) -> Schema {
        let mut mentioned = Vec::new();
        self.mention(&root, &mut mentioned);
        let mut all: Vec<Option<Definition>> = self.all.into_iter().map(Some).collect();
        let definitions: Vec<_> = mentioned.into_iter().filter_map(|index| all[index].take()).collect();
        let gaps = root.has_gaps() || definitions.iter().any(|definition: &Definition| definition.ty.has_gaps());
        Schema { root, definitions, complete: !self.incomplete && !gaps }
    }

    /// The definitions that these types mention, in the order in which they are first mentioned.
    pub(crate) fn into_definitions<'t>(self, roots: impl Iterator<Item = &'t Type>) -> Vec<Definition> {
        let mut mentioned = Vec::new();
        for root in roots {
            self.mention(root, &mut mentioned);
        }
        let mut all: Vec<Option<Definition>> = self.all.into_iter().map(Some).collect();
        mentioned.into_iter().filter_map(|index| all[index].take()).collect()
    }

    fn mention(&self, ty: &Type, mentioned: &mut Vec<usize>) {
        if let Type::Named(name) = ty
            && let Some(index) = self.all.iter().position(|definition| definition.name == *name)
            && !mentioned.contains(&index)
        {
            mentioned.push(index);
            self.mention(&self.all[index].ty, mentioned);
        }
        for inner in ty.inner() {
            self.mention(inner, mentioned);
        }
    }
}

/// The members of a struct that is being described.
#[derive(Debug, Default)]
pub struct Members(StructType);

impl Members {
    /// No members yet.
    pub fn new() -> Self {
        Members::default()
    }

    /// Adds a member.
    pub fn add(&mut self, member: Member) {
        self.0.members.push(member);
    }

    /// Adds the members of a flattened type.
    pub fn flatten(&mut self, ty: Type, definitions: &mut Definitions) {
        let (ty, optional) = ty.required();
        match definitions.resolve(&ty).clone() {
            Type::Struct(inner) => {
                let members = inner.members.into_iter();
                self.0.members.extend(members.map(|member| if optional { member.optional() } else { member }));
                self.0.others = self.0.others.take().or(inner.others);
            }
            Type::Map(inner) => self.0.others = Some(inner),
            Type::Wire(WireType::Nil) => {}
            Type::Wire(WireType::Any | WireType::Struct) => self.0.others = Some(Box::new(Type::Wire(WireType::Any))),
            _ => self.0.others = Some(Box::new(definitions.unknown())),
        }
    }

    /// The struct.
    pub fn into_type(self) -> Type {
        Type::Struct(self.0)
    }
}

/// The forms of a type that is being described.
#[derive(Debug)]
pub struct Variants(Choice);

impl Variants {
    /// No forms yet.
    pub fn new(tagging: Tagging) -> Self {
        Variants(Choice { tagging, variants: Vec::new() })
    }

    /// Adds a form.
    pub fn add(&mut self, variant: Variant) {
        self.0.variants.push(variant);
    }

    /// The choice; a string if no form has content.
    pub fn into_type(self) -> Type {
        let names_only = self.0.variants.iter().all(|variant| variant.content().is_none() && !variant.is_untagged());
        if names_only && self.0.tagging == Tagging::External {
            Type::Names(self.0.variants)
        } else {
            Type::Choice(self.0)
        }
    }
}
