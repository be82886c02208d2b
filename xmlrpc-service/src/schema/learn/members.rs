//! The members of a struct: which there are, and which of them may be absent.

use serde::de::Visitor;

use super::dummies::SomeMembers;
use super::knowledge::{Knowledge, MemberNode, Node, REFUSALS};
use super::pass::Stop;

/// Deserializes a struct from the members of which something is to be learnt and those that are required.
pub(super) fn visit_members<V: Visitor<'static>>(
    knowledge: &mut Knowledge,
    members: &mut Vec<MemberNode>,
    refusals: usize,
    visitor: V,
) -> Result<V::Value, Stop> {
    for member in members.iter_mut() {
        if let (Node::Optional(_), None) = (&member.node, member.optional) {
            member.optional = Some(true);
        }
    }
    let open = members.iter().any(|member| !knowledge.settled(&member.node));
    let asked = |member: &MemberNode| {
        !knowledge.settled(&member.node) || member.optional == Some(false) || (member.first && open)
    };
    let mut order: Vec<usize> = (0..members.len()).filter(|index| asked(&members[*index])).collect();
    order.sort_by_key(|index| {
        let member = &members[*index];
        (!member.first, knowledge.settled(&member.node))
    });
    let mut current = None;
    let before = knowledge.learnt;
    let access = SomeMembers { knowledge, members, order: order.clone().into_iter(), current: &mut current };
    let outcome = visitor.visit_map(access);
    match &outcome {
        Err(Stop::Missing(name)) if current.is_none() => {
            if let Some(member) = members.iter_mut().find(|member| member.name == *name && member.optional.is_none()) {
                member.optional = Some(false);
                knowledge.learnt += 1;
            }
        }
        Err(Stop::Duplicate(name)) => settle_alias(knowledge, members, &order, current, name),
        Ok(_) => {
            // The struct was made without the other members.
            for (index, member) in members.iter_mut().enumerate() {
                if member.optional.is_none() && !order.contains(&index) {
                    member.optional = Some(true);
                    knowledge.learnt += 1;
                }
            }
        }
        Err(_) if knowledge.learnt == before && refusals + 1 >= REFUSALS => give_up(knowledge, members),
        Err(_) => {}
    }
    outcome
}

/// Gives up: no dummy is accepted, so that nothing shows which members may be absent.
fn give_up(knowledge: &mut Knowledge, members: &mut [MemberNode]) {
    for member in members.iter_mut().filter(|member| member.optional.is_none()) {
        member.optional = Some(false);
        knowledge.learnt += 1;
        knowledge.gaps = true;
    }
}

/// Keeps one of two names of one member: the one that the type's error names.
fn settle_alias(
    knowledge: &mut Knowledge,
    members: &mut Vec<MemberNode>,
    order: &[usize],
    current: Option<usize>,
    name: &str,
) {
    let Some(current) = current else { return };
    knowledge.learnt += 1;
    if members[current].name != name {
        members.remove(current);
        return;
    }
    // One of the members before it is its alias. The next pass sends this one first, so that the alias fails.
    members[current].first = true;
    for index in order.iter().take_while(|index| **index != current) {
        members[*index].node = Node::Unknown;
    }
}

impl MemberNode {
    pub(super) fn all(names: &[&'static str]) -> Vec<Self> {
        names.iter().map(|name| MemberNode { name, node: Node::Unknown, optional: None, first: false }).collect()
    }
}
