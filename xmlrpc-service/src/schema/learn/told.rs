//! From what was learnt to a schema.

use super::knowledge::{Knowledge, Node, VariantNode};
use crate::schema::{Definitions, Member, Members, Tagging, Type, Variant, Variants, WireType};

/// Tells what was learnt.
pub(super) fn told(root: Node, mut knowledge: Knowledge, definitions: &mut Definitions) -> Type {
    if knowledge.gaps {
        definitions.note_incomplete();
    }
    tell(root, &mut knowledge, definitions)
}

fn tell(node: Node, knowledge: &mut Knowledge, definitions: &mut Definitions) -> Type {
    match node {
        Node::Unknown | Node::Wire(WireType::Undefined) => definitions.unknown(),
        Node::Wire(wire) => Type::Wire(wire),
        Node::Optional(inner) => Type::Optional(Box::new(tell(*inner, knowledge, definitions))),
        Node::Array(inner) => Type::Array(Box::new(tell(*inner, knowledge, definitions))),
        Node::Map(inner) => Type::Map(Box::new(tell(*inner, knowledge, definitions))),
        Node::Tuple(elements) => {
            Type::Tuple(elements.into_iter().map(|element| tell(element, knowledge, definitions)).collect())
        }
        Node::Members(nodes) => {
            let mut members = Members::new();
            for node in nodes {
                let member = Member::new(node.name, tell(node.node, knowledge, definitions));
                members.add(if node.optional == Some(true) { member.optional() } else { member });
            }
            members.into_type()
        }
        Node::Variants(nodes) => {
            let mut variants = Variants::new(Tagging::External);
            for VariantNode { name, empty, content } in nodes {
                let variant = Variant::new(name);
                variants.add(match content {
                    Some(node) => variant.holding(tell(node, knowledge, definitions)),
                    None if empty => variant,
                    None => variant.holding(definitions.unknown()),
                });
            }
            variants.into_type()
        }
        Node::Named(key) => {
            // Taken out when it is first told; mentioned again, it is there by its key.
            let (name, body) = match knowledge.types.get_mut(key) {
                Some(named) => (named.name, std::mem::take(&mut named.body)),
                None => ("", Node::Unknown),
            };
            definitions.define_key(key, name, "", |definitions| tell(body, knowledge, definitions))
        }
    }
}
