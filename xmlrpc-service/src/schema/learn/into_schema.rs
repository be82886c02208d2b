//! Turns what was learnt into a schema.

use super::knowledge::{Knowledge, Node, VariantNode};
use crate::schema::{Definitions, Member, Members, Tagging, Type, Variant, Variants, WireType};

/// Describes what was learnt.
pub(super) fn describe(root: Node, mut knowledge: Knowledge, definitions: &mut Definitions) -> Type {
    if knowledge.gaps {
        definitions.note_incomplete();
    }
    describe_node(root, &mut knowledge, definitions)
}

fn describe_node(node: Node, knowledge: &mut Knowledge, definitions: &mut Definitions) -> Type {
    match node {
        Node::Unknown | Node::Wire(WireType::Undefined) => definitions.unknown(),
        Node::Wire(wire) => Type::Wire(wire),
        Node::Optional(inner) => Type::Optional(Box::new(describe_node(*inner, knowledge, definitions))),
        Node::Array(inner) => Type::Array(Box::new(describe_node(*inner, knowledge, definitions))),
        Node::Map(inner) => Type::Map(Box::new(describe_node(*inner, knowledge, definitions))),
        Node::Tuple(elements) => {
            Type::Tuple(elements.into_iter().map(|element| describe_node(element, knowledge, definitions)).collect())
        }
        Node::Members(nodes) => {
            let mut members = Members::new();
            for node in nodes {
                let member = Member::new(node.name, describe_node(node.node, knowledge, definitions));
                members.add(if node.optional == Some(true) { member.optional() } else { member });
            }
            members.into_type()
        }
        Node::Variants(nodes) => {
            let mut variants = Variants::new(Tagging::External);
            for VariantNode { name, empty, content } in nodes {
                let variant = Variant::new(name);
                variants.add(match content {
                    Some(node) => variant.holding(describe_node(node, knowledge, definitions)),
                    None if empty => variant,
                    None => variant.holding(definitions.unknown()),
                });
            }
            variants.into_type()
        }
        Node::Named(key) => {
            // The body is taken at the first mention. For further ones, the definition is there by its key.
            let (name, body) = match knowledge.types.get_mut(key) {
                Some(named) => (named.name, std::mem::take(&mut named.body)),
                None => ("", Node::Unknown),
            };
            definitions.define_key(key, name, "", |definitions| describe_node(body, knowledge, definitions))
        }
    }
}
