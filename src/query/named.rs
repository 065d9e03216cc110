//! The names that a query holds: a valid query may name what no record bears, and then it is mistyped.

use super::term::Term;
use crate::model::covers;

/// A name in a query, folded and without its sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named<'q> {
    /// Of a tag.
    Tag(&'q str),
    /// Of who was asked.
    Who(&'q str),
    /// An id.
    Id(&'q str),
    /// A way of asking.
    Via(&'q str),
    /// Words of a declared key: the key, and what is looked for in its value.
    Key(&'q str, &'q str),
}

impl<'q> Named<'q> {
    pub(super) fn of(term: &'q Term) -> Option<Self> {
        match term {
            Term::Tag(name) => Some(Self::Tag(name)),
            Term::Who(name) => Some(Self::Who(name)),
            Term::Id(name) => Some(Self::Id(name)),
            Term::Via(name) => Some(Self::Via(name)),
            Term::KeyText(key, value) => Some(Self::Key(key, value)),
            _ => None,
        }
    }

    /// What was typed, without the sign or the key.
    pub fn text(self) -> &'q str {
        match self {
            Self::Tag(name) | Self::Who(name) | Self::Id(name) | Self::Via(name) | Self::Key(_, name) => name,
        }
    }

    /// Whether a record that bears `name`, folded, is one that is meant.
    ///
    /// ```
    /// use askbook::query::Named;
    /// assert!(Named::Tag("job").is_borne_by("job/remote") && !Named::Tag("jo").is_borne_by("job"));
    /// ```
    pub fn is_borne_by(self, name: &str) -> bool {
        match self {
            Self::Tag(tag) => covers(tag, name),
            Self::Key(_, words) => name.contains(words),
            Self::Who(own) | Self::Id(own) | Self::Via(own) => own == name,
        }
    }

    /// `name` as it is typed in a query.
    pub fn typed(self, name: &str) -> String {
        match self {
            Self::Tag(_) => format!("#{name}"),
            Self::Who(_) => format!("@{name}"),
            Self::Id(_) => format!("^{name}"),
            Self::Via(_) => format!("via:{}", quoted(name)),
            Self::Key(key, _) => format!("{key}:{}", quoted(name)),
        }
    }
}

fn quoted(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}
