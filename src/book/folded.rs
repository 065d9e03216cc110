//! Finding names without regard to case, and without a copy of each.

use crate::model::{Digest, folded};
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Numbers found by the names that they stand for; who asks knows what each number is called.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded(HashTable<Numbered>);

#[derive(Debug, Clone, Copy)]
struct Numbered {
    number: u32,
    /// Of the name, so that few names are compared in full.
    digest: Digest,
}

impl Folded {
    /// Nothing, with room for so many names.
    pub fn with_room(names: usize) -> Self {
        Self(HashTable::with_capacity(names))
    }

    /// The number of the name with this digest for which `is_it` is true.
    pub fn find(&self, digest: Digest, is_it: impl Fn(usize) -> bool) -> Option<usize> {
        let found = |other: &Numbered| other.digest == digest && is_it(other.number as usize);
        self.0.find(digest.spread(), found).map(|other| other.number as usize)
    }

    /// The number of the name with this digest, which is `number` if it had none before. `is_it` says of another
    /// number whether it is that of the same name.
    pub fn find_or_insert(&mut self, digest: Digest, number: usize, is_it: impl Fn(usize) -> bool) -> usize {
        let found = |other: &Numbered| other.digest == digest && is_it(other.number as usize);
        match self.0.entry(digest.spread(), found, |other| other.digest.spread()) {
            Entry::Occupied(entry) => entry.get().number as usize,
            Entry::Vacant(entry) => {
                entry.insert(Numbered { number: number as u32, digest });
                number
            }
        }
    }

    /// All numbers, in no order.
    pub fn numbers(&self) -> impl Iterator<Item = usize> {
        self.0.iter().map(|other| other.number as usize)
    }
}

/// Whether two names are one; mostly they are spelled alike.
pub(super) fn same(a: &str, b: &str) -> bool {
    a == b || a.eq_ignore_ascii_case(b) || !(a.is_ascii() && b.is_ascii()) && folded(a) == folded(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn is_one(a: &str, b: &str) -> bool {
        same(a, b) && Digest::of(a) == Digest::of(b)
    }

    #[test]
    fn case_tells_no_names_apart() {
        assert!(is_one("A-Long-Id-Of-Twenty1", "a-long-id-of-twenty1"));
        assert!(is_one("Müller", "MÜLLER") && is_one("\u{212a}elvin", "kelvin"));
        assert!(!same("acme1", "acme2") && !same("müller", "muller"));
    }

    proptest! {
        #[test]
        fn what_folds_alike_is_one_name(a in "[a-cA-Cß-ýK]{0,20}", b in "[a-cA-Cß-ýK]{0,2}") {
            prop_assert_eq!(same(&a, &b), folded(&a) == folded(&b));
            prop_assert!(is_one(&a, &a.to_ascii_uppercase()));
            prop_assert!(is_one(&a, &folded(&a)));
        }
    }
}
