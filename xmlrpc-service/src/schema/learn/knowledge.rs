//! What has been learnt so far.

use std::collections::HashMap;

use super::pass::Stop;
use crate::schema::WireType;

/// The largest number of requests of a type in all passes.
const BUDGET: usize = 1 << 18;

/// What is known of one place in a type.
#[derive(Debug, Default)]
pub(super) enum Node {
    #[default]
    Unknown,
    Wire(WireType),
    Optional(Box<Node>),
    Array(Box<Node>),
    Tuple(Vec<Node>),
    Map(Box<Node>),
    Members(Vec<MemberNode>),
    Variants(Vec<VariantNode>),
    /// A type with a name: its key in [`Knowledge::types`].
    Named(&'static str),
}

impl Node {
    /// Whether a type that asks for `asked` may be the one that was found here before.
    pub(super) fn is_asked_for_as(&self, asked: &Node) -> bool {
        match (self, asked) {
            (Node::Wire(WireType::Undefined), _) => true,
            (Node::Wire(known), Node::Wire(asked)) => known == asked,
            (Node::Named(known), Node::Named(asked)) => known == asked,
            (Node::Tuple(known), Node::Tuple(asked)) => known.len() == asked.len(),
            _ => std::mem::discriminant(self) == std::mem::discriminant(asked),
        }
    }
}

#[derive(Debug)]
pub(super) struct MemberNode {
    pub(super) name: &'static str,
    pub(super) node: Node,
    /// Whether it may be absent, once that is known.
    pub(super) optional: Option<bool>,
    /// Whether another name is an alias of this one, which therefore is sent first.
    pub(super) first: bool,
}

#[derive(Debug)]
pub(super) struct VariantNode {
    pub(super) name: &'static str,
    /// Whether it is known to have no content.
    pub(super) empty: bool,
    /// The content, once that is known.
    pub(super) content: Option<Node>,
}

impl VariantNode {
    pub(super) fn new(name: &'static str) -> Self {
        VariantNode { name, empty: false, content: None }
    }
}

/// A struct or enum.
#[derive(Debug)]
pub(super) struct NamedNode {
    pub(super) name: &'static str,
    pub(super) body: Node,
    /// A variant that can be made without another value of the enum.
    pub(super) terminal: Option<&'static str>,
    /// How many passes learnt nothing, since a dummy was refused here.
    pub(super) refusals: usize,
}

#[derive(Debug, Default)]
pub(super) struct Knowledge {
    /// How many things have been learnt.
    pub(super) learnt: usize,
    /// Types by the names of their visitors.
    pub(super) types: HashMap<&'static str, NamedNode>,
    /// The types that enclose the current place, outermost first.
    pub(super) stack: Vec<&'static str>,
    /// Newtypes that mention themselves.
    pub(super) recursive: Vec<&'static str>,
    /// Whether something could not be learnt.
    pub(super) gaps: bool,
    asked: usize,
}

/// How often a struct's dummies may be refused before learning gives up: once for each text.
pub(super) const REFUSALS: usize = super::dummies::TEXTS.len();

impl Knowledge {
    /// Counts a request, and says whether it is within the budget.
    pub(super) fn may_ask(&mut self) -> bool {
        self.asked += 1;
        let may = self.asked <= BUDGET;
        self.gaps |= !may;
        may
    }

    /// Whether no pass can learn more about a place.
    pub(super) fn settled(&self, node: &Node) -> bool {
        self.settled_within(node, &mut Vec::new())
    }

    fn settled_within(&self, node: &Node, seen: &mut Vec<&'static str>) -> bool {
        match node {
            Node::Unknown => false,
            Node::Wire(_) => true,
            Node::Optional(inner) | Node::Array(inner) | Node::Map(inner) => self.settled_within(inner, seen),
            Node::Tuple(elements) => elements.iter().all(|element| self.settled_within(element, seen)),
            Node::Members(members) => {
                members.iter().all(|member| member.optional.is_some() && self.settled_within(&member.node, seen))
            }
            Node::Variants(variants) => variants.iter().all(|variant| match &variant.content {
                None => variant.empty,
                Some(node) => self.settled_within(node, seen),
            }),
            Node::Named(key) => {
                if seen.contains(key) || self.stack.contains(key) {
                    return true;
                }
                seen.push(key);
                self.types.get(key).is_none_or(|named| self.settled_within(&named.body, seen))
            }
        }
    }

    /// Whether a dummy of a place can be made without one of a type that is being made already.
    pub(super) fn can_be_made(&self, node: &Node) -> bool {
        match node {
            Node::Unknown | Node::Wire(_) | Node::Optional(_) | Node::Array(_) | Node::Map(_) => true,
            Node::Tuple(elements) => elements.iter().all(|element| self.can_be_made(element)),
            Node::Members(members) => {
                members.iter().all(|member| member.optional == Some(true) || self.can_be_made(&member.node))
            }
            Node::Variants(variants) => variants.iter().any(|variant| self.variant_can_be_made(variant)),
            Node::Named(key) => !self.stack.contains(key),
        }
    }

    pub(super) fn variant_can_be_made(&self, variant: &VariantNode) -> bool {
        variant.content.as_ref().is_none_or(|node| self.can_be_made(node))
    }

    /// Whether a value of the enum around can be made with this variant, wherever one is needed.
    pub(super) fn ends_recursion(&self, variant: &VariantNode) -> bool {
        match &variant.content {
            None => variant.empty,
            Some(node) => self.settled(node) && self.can_be_made(node),
        }
    }

    /// The variant of which most is to be learnt; then one that can be made.
    pub(super) fn variant_to_ask(&self, variants: &[VariantNode]) -> Option<usize> {
        let unknown = |variant: &VariantNode| !variant.empty && variant.content.is_none();
        let unsettled = |variant: &VariantNode| variant.content.as_ref().is_some_and(|node| !self.settled(node));
        variants
            .iter()
            .position(unknown)
            .or_else(|| variants.iter().position(unsettled))
            .or_else(|| variants.iter().position(|variant| self.variant_can_be_made(variant)))
    }

    /// Makes a dummy only to complete another one: nothing is learnt.
    pub(super) fn without_learning<T>(
        &mut self,
        make: impl FnOnce(&mut Self) -> Option<Result<T, Stop>>,
    ) -> Result<T, Stop> {
        let learnt = self.learnt;
        let made = make(self);
        self.learnt = learnt;
        made.unwrap_or(Err(Stop::Recursive))
    }

    /// The dummy text: another one after each refusal in the enclosing types.
    pub(super) fn text(&self) -> &'static str {
        let refusals: usize = self.stack.iter().filter_map(|key| self.types.get(key)).map(|named| named.refusals).sum();
        super::dummies::TEXTS[refusals % REFUSALS]
    }
}
