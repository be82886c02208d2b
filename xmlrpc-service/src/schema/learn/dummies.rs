//! The dummy values that a type is deserialized from.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::knowledge::{Knowledge, MemberNode, Node, VariantNode};
use super::members::visit_members;
use super::pass::{Pass, Stop};

/// Texts that common types accept: any text, a number, dates, a UUID, an address, a URL.
pub(super) const TEXTS: [&str; 8] = [
    "a",
    "1",
    "2000-01-01T00:00:00Z",
    "2000-01-01T00:00:00",
    "2000-01-01",
    "00000000-0000-0000-0000-000000000000",
    "127.0.0.1",
    "http://localhost/",
];

/// Elements of one type, as those of an array or a map: they share one place.
pub(super) struct OneType<'k> {
    pub(super) knowledge: &'k mut Knowledge,
    pub(super) node: &'k mut Node,
    pub(super) left: usize,
}

impl SeqAccess<'static> for OneType<'_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'static>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(Pass::new(self.knowledge, self.node)).map(Some)
    }
}

/// The members of a map. Only the values count.
impl MapAccess<'static> for OneType<'_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'static>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        let learnt = self.knowledge.learnt;
        let key = seed.deserialize(Pass::new(self.knowledge, &mut Node::Unknown));
        self.knowledge.learnt = learnt;
        key.map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'static>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        seed.deserialize(Pass::new(self.knowledge, self.node))
    }
}

/// Elements that each have a place of their own, as those of a tuple.
pub(super) struct EachType<'k> {
    pub(super) knowledge: &'k mut Knowledge,
    pub(super) nodes: std::slice::IterMut<'k, Node>,
}

impl SeqAccess<'static> for EachType<'_> {
    type Error = Stop;

    fn next_element_seed<T: DeserializeSeed<'static>>(&mut self, seed: T) -> Result<Option<T::Value>, Stop> {
        let Some(node) = self.nodes.next() else { return Ok(None) };
        seed.deserialize(Pass::new(self.knowledge, node)).map(Some)
    }
}

/// The members whose numbers are in `order`.
pub(super) struct SomeMembers<'k> {
    pub(super) knowledge: &'k mut Knowledge,
    pub(super) members: &'k mut [MemberNode],
    pub(super) order: std::vec::IntoIter<usize>,
    /// The member that is being read.
    pub(super) current: &'k mut Option<usize>,
}

impl MapAccess<'static> for SomeMembers<'_> {
    type Error = Stop;

    fn next_key_seed<K: DeserializeSeed<'static>>(&mut self, seed: K) -> Result<Option<K::Value>, Stop> {
        *self.current = self.order.next();
        let Some(index) = *self.current else { return Ok(None) };
        seed.deserialize(BorrowedStrDeserializer::new(self.members[index].name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'static>>(&mut self, seed: V) -> Result<V::Value, Stop> {
        let Some(index) = *self.current else { return Err(Stop::Refused) };
        seed.deserialize(Pass::new(self.knowledge, &mut self.members[index].node))
    }
}

/// One variant of an enum.
pub(super) struct OneVariant<'k> {
    pub(super) knowledge: &'k mut Knowledge,
    pub(super) variant: &'k mut VariantNode,
}

impl<'k> EnumAccess<'static> for OneVariant<'k> {
    type Error = Stop;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'static>>(self, seed: V) -> Result<(V::Value, Self), Stop> {
        let name = seed.deserialize(BorrowedStrDeserializer::new(self.variant.name))?;
        Ok((name, self))
    }
}

impl<'k> OneVariant<'k> {
    /// The place of the variant's content, which starts as `first`.
    fn place(self, first: impl FnOnce() -> Node) -> (&'k mut Knowledge, &'k mut Node) {
        let OneVariant { knowledge, variant } = self;
        let node = variant.content.get_or_insert_with(|| {
            knowledge.learnt += 1;
            first()
        });
        (knowledge, node)
    }
}

impl VariantAccess<'static> for OneVariant<'_> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        if !self.variant.empty {
            self.knowledge.learnt += 1;
            self.variant.empty = true;
        }
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'static>>(self, seed: T) -> Result<T::Value, Stop> {
        let (knowledge, node) = self.place(Node::default);
        seed.deserialize(Pass::new(knowledge, node))
    }

    fn tuple_variant<V: Visitor<'static>>(self, length: usize, visitor: V) -> Result<V::Value, Stop> {
        let (knowledge, node) = self.place(|| Node::Tuple((0..length).map(|_| Node::Unknown).collect()));
        match node {
            Node::Tuple(elements) => visitor.visit_seq(EachType { knowledge, nodes: elements.iter_mut() }),
            _ => Err(Stop::Refused),
        }
    }

    fn struct_variant<V: Visitor<'static>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        let (knowledge, node) = self.place(|| Node::Members(MemberNode::all(fields)));
        match node {
            Node::Members(members) => visit_members(knowledge, members, 0, visitor),
            _ => Err(Stop::Refused),
        }
    }
}
