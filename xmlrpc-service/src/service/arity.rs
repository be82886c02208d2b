//! How many parameters a method takes.

use super::{Presence, PublishedMethod, PublishedParameter};
use xmlrpc_core::__private::quoted;

/// The legal numbers of parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Arity {
    pub(crate) least: usize,
    /// None for a method that takes any number more.
    pub(crate) most: Option<usize>,
}

impl Arity {
    pub(crate) fn allows(self, count: usize) -> bool {
        self.least <= count && self.most.is_none_or(|most| count <= most)
    }

    pub(crate) fn overlaps(self, other: Arity) -> bool {
        self.most.is_none_or(|most| other.least <= most) && other.most.is_none_or(|most| self.least <= most)
    }
}

impl PublishedMethod {
    /// The legal numbers of parameters, as far as the source says.
    pub(crate) fn arity(&self) -> Arity {
        let has = |presence| move |parameter: &PublishedParameter| parameter.presence == presence;
        let least = self.parameters.iter().rposition(has(Presence::Required)).map_or(0, |last| last + 1);
        let any = self.parameters.iter().any(has(Presence::Rest));
        Arity { least, most: (!any).then_some(self.parameters.len()) }
    }

    /// How many parameters the method takes, in words.
    #[cold]
    pub(crate) fn takes(&self) -> String {
        let method = quoted(&self.name);
        match self.overloads.as_slice() {
            [] => format!("{method} takes {}", self.taken()),
            overloads => {
                let each: Vec<String> = overloads.iter().map(|overload| overload.taken()).collect();
                format!("{method} takes {}", each.join(" or "))
            }
        }
    }

    fn taken(&self) -> String {
        let Arity { least, most } = self.arity();
        let least = self.signature().map_or(least, |signature| signature.required().min(least));
        let names = self.parameters.iter().map(PublishedParameter::name).collect::<Vec<_>>().join(", ");
        match (least, most) {
            (_, Some(0)) => String::from("no parameters"),
            (1, Some(1)) => format!("1 parameter ({names})"),
            (least, Some(most)) if least == most => format!("{most} parameters ({names})"),
            (least, Some(most)) => format!("{least} to {most} parameters ({names})"),
            (0, None) => format!("any number of parameters ({names})"),
            (1, None) => format!("at least 1 parameter ({names})"),
            (least, None) => format!("at least {least} parameters ({names})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_overlap_where_a_number_is_in_both() {
        let arity = |least, most| Arity { least, most };
        assert!(arity(1, Some(2)).overlaps(arity(2, Some(3))));
        assert!(arity(2, Some(3)).overlaps(arity(1, Some(2))));
        assert!(!arity(0, Some(1)).overlaps(arity(2, Some(2))));
        assert!(arity(1, None).overlaps(arity(5, Some(5))));
        assert!(!arity(3, None).overlaps(arity(0, Some(2))));
        assert!(arity(3, None).allows(9) && !arity(3, None).allows(2));
    }
}
