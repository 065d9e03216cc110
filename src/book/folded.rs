//! Finding names without regard to case, and without a copy of each.

use crate::model::fold;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Numbers found by the names that they stand for; who asks knows what each number is called.
#[derive(Debug, Clone, Default)]
pub(super) struct Folded(HashTable<Numbered>);

#[derive(Debug, Clone, Copy)]
struct Numbered {
    number: u32,
    /// Of the folded name, so that few names are compared in full.
    digest: u32,
}

impl Folded {
    /// The number of `name`.
    pub fn get<'n>(&self, name: &str, called: impl Fn(usize) -> &'n str) -> Option<usize> {
        let digest = digest(name);
        let found = |other: &Numbered| other.digest == digest && same(called(other.number as usize), name);
        self.0.find(spread(digest), found).map(|other| other.number as usize)
    }

    /// The number of `name`, which is `number` if it had none before.
    pub fn get_or_insert<'n>(
        &mut self,
        name: &str,
        number: usize,
        called: impl Fn(usize) -> &'n str,
    ) -> usize {
        let digest = digest(name);
        let found = |other: &Numbered| other.digest == digest && same(called(other.number as usize), name);
        match self.0.entry(spread(digest), found, |other| spread(other.digest)) {
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

/// Whether two names are one.
fn same(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { fold(a) == fold(b) }
}

/// The same for names that are the same. Nothing comes of it but a place in a table.
fn digest(name: &str) -> u32 {
    let folded = if name.is_ascii() { None } else { Some(fold(name)) };
    let bytes = folded.as_deref().unwrap_or(name).bytes();
    // Fowler, Noll and Vo's, over 64 bits.
    let mixed = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    });
    (mixed ^ (mixed >> 32)) as u32
}

/// 64 bits from 32, such that both ends of them tell names apart.
fn spread(digest: u32) -> u64 {
    u64::from(digest).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
