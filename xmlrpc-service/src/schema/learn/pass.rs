//! One pass through a type: a deserializer that notes the type's requests.

use std::any::type_name;
use std::fmt;

use serde::de::{self, Deserializer, Visitor};

use super::dummies::{EachType, OneType, OneVariant};
use super::knowledge::{Knowledge, MemberNode, NamedNode, Node, REFUSALS, VariantNode};
use super::members::visit_members;
use crate::schema::WireType;
use xmlrpc_core::__private::{DATE_TIME_TOKEN, VALUE_TOKEN};

/// A pass, at one place.
pub(super) struct Pass<'k> {
    knowledge: &'k mut Knowledge,
    node: &'k mut Node,
}

/// Why a pass ended early.
#[derive(Debug)]
pub(super) enum Stop {
    /// The type refused a dummy.
    Refused,
    /// A type needs a dummy of itself.
    Recursive,
    /// A struct requires this member.
    Missing(&'static str),
    /// A struct has this member already, under another name.
    Duplicate(&'static str),
}

impl<'k> Pass<'k> {
    pub(super) fn new(knowledge: &'k mut Knowledge, node: &'k mut Node) -> Self {
        Pass { knowledge, node }
    }

    /// Notes what a place is. A place that was something else before, as the content of an adjacently tagged enum, is
    /// of no one type.
    fn note(&mut self, node: impl FnOnce() -> Node) -> Result<(), Stop> {
        if !self.knowledge.may_ask() {
            return Err(Stop::Refused);
        }
        let asked = node();
        if let Node::Unknown = self.node {
            self.knowledge.learnt += 1;
            *self.node = asked;
        } else if !self.node.is_asked_for_as(&asked) {
            self.knowledge.learnt += 1;
            self.knowledge.gaps = true;
            *self.node = Node::Wire(WireType::Undefined);
        }
        Ok(())
    }

    fn wire(&mut self, wire: WireType) -> Result<(), Stop> {
        self.note(|| Node::Wire(wire))
    }

    /// Notes a type that has a name, and deserializes its body.
    fn named<T>(
        mut self,
        key: &'static str,
        name: &'static str,
        first: impl FnOnce() -> Node,
        ask: impl FnOnce(&mut Knowledge, &mut Node, usize) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        self.note(|| Node::Named(key))?;
        let knowledge = self.knowledge;
        if knowledge.stack.contains(&key) {
            return Err(Stop::Recursive);
        }
        let named = knowledge.types.entry(key).or_insert_with(|| NamedNode {
            name,
            body: first(),
            terminal: None,
            refusals: 0,
        });
        let refusals = named.refusals;
        let mut body = std::mem::take(&mut named.body);
        let before = knowledge.learnt;
        knowledge.stack.push(key);
        let outcome = ask(knowledge, &mut body, refusals);
        knowledge.stack.pop();
        if let Some(named) = knowledge.types.get_mut(key) {
            named.body = body;
            if outcome.is_err() && knowledge.learnt == before && named.refusals < REFUSALS {
                named.refusals += 1;
                knowledge.learnt += 1;
            }
        }
        outcome
    }
}

macro_rules! scalars {
    ($($method:ident => $wire:ident, $visit:ident($($dummy:expr)?);)*) => {$(
        fn $method<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
            self.wire(WireType::$wire)?;
            visitor.$visit($($dummy)?)
        }
    )*};
}

impl Deserializer<'static> for Pass<'_> {
    type Error = Stop;

    scalars! {
        deserialize_ignored_any => Any, visit_unit();
        deserialize_bool => Boolean, visit_bool(true);
        deserialize_i8 => Int, visit_i8(1);
        deserialize_i16 => Int, visit_i16(1);
        deserialize_i32 => Int, visit_i32(1);
        deserialize_i64 => I8, visit_i64(1);
        deserialize_i128 => I8, visit_i128(1);
        deserialize_u8 => Int, visit_u8(1);
        deserialize_u16 => Int, visit_u16(1);
        deserialize_u32 => I8, visit_u32(1);
        deserialize_u64 => I8, visit_u64(1);
        deserialize_u128 => I8, visit_u128(1);
        deserialize_f32 => Double, visit_f32(1.0);
        deserialize_f64 => Double, visit_f64(1.0);
        deserialize_char => String, visit_char('a');
        deserialize_bytes => Base64, visit_borrowed_bytes(b"a");
        deserialize_byte_buf => Base64, visit_byte_buf(vec![b'a']);
        deserialize_unit => Nil, visit_unit();
    }

    /// The type depends on the document, and there is none.
    fn deserialize_any<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        self.wire(WireType::Undefined)?;
        // An untagged enum with a variant that holds nothing but itself, as `Box<Self>`, tries its variants without end on
        // whatever its others refuse. Serde's buffer gets no dummy, since none shows the variants.
        if type_name::<V>().contains("::ContentVisitor") {
            return Err(Stop::Refused);
        }
        visitor.visit_unit()
    }

    fn deserialize_str<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        self.wire(WireType::String)?;
        visitor.visit_borrowed_str(self.knowledge.text())
    }

    fn deserialize_string<V: Visitor<'static>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_str(visitor)
    }

    /// The name of a member of a struct with flattened ones: a name that the struct does not have.
    fn deserialize_identifier<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        self.wire(WireType::String)?;
        self.knowledge.gaps = true;
        visitor.visit_borrowed_str("$")
    }

    fn deserialize_unit_struct<V: Visitor<'static>>(self, _: &'static str, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_option<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        self.note(|| Node::Optional(Box::default()))?;
        match self.node {
            Node::Optional(inner) if !self.knowledge.settled(inner) => {
                visitor.visit_some(Pass::new(self.knowledge, inner))
            }
            _ => visitor.visit_none(),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'static>>(
        mut self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        match name {
            DATE_TIME_TOKEN => {
                self.wire(WireType::DateTime)?;
                return visitor.visit_borrowed_str("20000101T00:00:00");
            }
            VALUE_TOKEN => {
                self.wire(WireType::Any)?;
                return visitor.visit_unit();
            }
            _ => {}
        }
        let key = type_name::<V>();
        if self.knowledge.types.contains_key(key) || self.knowledge.stack.contains(&key) {
            self.knowledge.recursive.push(key);
            return self.named(key, name, Node::default, |knowledge, body, _| {
                visitor.visit_newtype_struct(Pass::new(knowledge, body))
            });
        }
        let Pass { knowledge, node } = self;
        knowledge.stack.push(key);
        let outcome = visitor.visit_newtype_struct(Pass::new(knowledge, node));
        knowledge.stack.pop();
        if knowledge.recursive.contains(&key) && !matches!(node, Node::Named(_)) {
            let body = std::mem::replace(node, Node::Named(key));
            knowledge.types.insert(key, NamedNode { name, body, terminal: None, refusals: 0 });
            knowledge.learnt += 1;
        }
        outcome
    }

    fn deserialize_seq<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        self.note(|| Node::Array(Box::default()))?;
        let Pass { knowledge, node } = self;
        match node {
            Node::Array(node) => {
                let left = usize::from(!knowledge.settled(node));
                visitor.visit_seq(OneType { knowledge, node, left })
            }
            _ => Err(Stop::Refused),
        }
    }

    fn deserialize_tuple<V: Visitor<'static>>(mut self, length: usize, visitor: V) -> Result<V::Value, Stop> {
        self.note(|| Node::Tuple((0..length).map(|_| Node::Unknown).collect()))?;
        match self.node {
            Node::Tuple(nodes) => visitor.visit_seq(EachType { knowledge: self.knowledge, nodes: nodes.iter_mut() }),
            _ => Err(Stop::Refused),
        }
    }

    fn deserialize_tuple_struct<V: Visitor<'static>>(
        self,
        name: &'static str,
        length: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let first = || Node::Tuple((0..length).map(|_| Node::Unknown).collect());
        self.named(type_name::<V>(), name, first, |knowledge, body, _| match body {
            Node::Tuple(nodes) => visitor.visit_seq(EachType { knowledge, nodes: nodes.iter_mut() }),
            _ => Err(Stop::Refused),
        })
    }

    fn deserialize_map<V: Visitor<'static>>(mut self, visitor: V) -> Result<V::Value, Stop> {
        self.note(|| Node::Map(Box::default()))?;
        let Pass { knowledge, node } = self;
        match node {
            Node::Map(node) => {
                let left = usize::from(!knowledge.settled(node));
                visitor.visit_map(OneType { knowledge, node, left })
            }
            _ => Err(Stop::Refused),
        }
    }

    fn deserialize_struct<V: Visitor<'static>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let first = || Node::Members(MemberNode::all(fields));
        self.named(type_name::<V>(), name, first, |knowledge, body, refusals| match body {
            Node::Members(members) => visit_members(knowledge, members, refusals, visitor),
            _ => Err(Stop::Refused),
        })
    }

    fn deserialize_enum<V: Visitor<'static>>(
        mut self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let key = type_name::<V>();
        if self.knowledge.stack.contains(&key) {
            self.note(|| Node::Named(key))?;
            return self.knowledge.without_learning(|knowledge| {
                let name = knowledge.types.get(key)?.terminal?;
                Some(visitor.visit_enum(OneVariant { knowledge, variant: &mut VariantNode::new(name) }))
            });
        }
        let first = || Node::Variants(variants.iter().map(|name| VariantNode::new(name)).collect());
        self.named(key, name, first, |knowledge, body, _| {
            let Node::Variants(variants) = body else { return Err(Stop::Refused) };
            let terminal =
                variants.iter().find(|variant| knowledge.ends_recursion(variant)).map(|variant| variant.name);
            if let Some(named) = knowledge.types.get_mut(key) {
                named.terminal = terminal;
            }
            match knowledge.variant_to_ask(variants).and_then(|index| variants.get_mut(index)) {
                Some(variant) => visitor.visit_enum(OneVariant { knowledge, variant }),
                None => Err(Stop::Recursive),
            }
        })
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no document to read")
    }
}

impl std::error::Error for Stop {}

impl de::Error for Stop {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Stop::Refused
    }

    fn missing_field(field: &'static str) -> Self {
        Stop::Missing(field)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Stop::Duplicate(field)
    }
}
