//! The whos of a notebook, and who is named where.

use super::folded::{Folded, same};
use super::spelled::Spelled;
use crate::model::{Digest, Words};
use std::ops::Range;

/// Every who, numbered in order of place, with the spelling that stands first.
#[derive(Debug, Clone, Default)]
pub(super) struct Whos {
    numbers: Folded,
    spellings: Vec<Box<str>>,
}

impl Whos {
    pub fn get(&self, name: &str) -> Option<usize> {
        self.numbers.find(Digest::of(name), |number| same(&self.spellings[number], name))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.spellings.len()
    }

    pub fn spelling(&self, number: usize) -> &str {
        &self.spellings[number]
    }

    pub fn spellings(&self) -> impl ExactSizeIterator<Item = &str> {
        self.spellings.iter().map(|who| &**who)
    }

    /// The number of a who, the next one if it had none before.
    fn number(&mut self, name: &str) -> u32 {
        let next = self.spellings.len();
        let is_it = |number: usize| same(&self.spellings[number], name);
        let number = self.numbers.find_or_insert(Digest::of(name), next, is_it);
        if number == next {
            self.spellings.push(name.into());
        }
        number as u32
    }
}

/// The whos of each record, by number.
#[derive(Debug, Default)]
pub(super) struct Named {
    whos: Vec<u32>,
    starts: Vec<u32>,
}

impl Named {
    pub fn of(&self, record: usize) -> &[u32] {
        &self.whos[self.range(record)]
    }

    /// The mentions of whos in a record, as numbers.
    pub fn range(&self, record: usize) -> Range<usize> {
        self.starts[record] as usize..self.starts[record + 1] as usize
    }

    /// The who that is mentioned.
    pub fn who(&self, mention: usize) -> u32 {
        self.whos[mention]
    }

    /// How many mentions there are.
    pub fn mentions(&self) -> usize {
        self.whos.len()
    }
}

/// The whos of records that follow each other, as they are spelled there.
#[derive(Debug, Default)]
pub(super) struct Mentions<'f> {
    spelled: Spelled<'f>,
    /// Of each mention the number of its spelling.
    numbers: Vec<u32>,
    /// Where those of each record end.
    ends: Vec<u32>,
}

impl<'f> Mentions<'f> {
    /// Adds those of the next record.
    pub fn add(&mut self, whos: Words<'f>) {
        for who in whos {
            self.numbers.push(self.spelled.number(who) as u32);
        }
        self.ends.push(self.numbers.len() as u32);
    }
}

/// Numbers the whos of all records, `parts` being theirs in order.
pub(super) fn collect(parts: Vec<Mentions<'_>>) -> (Whos, Named) {
    let room = |of: fn(&Mentions<'_>) -> usize| parts.iter().map(of).sum();
    let mut whos = Whos::default();
    let mut named = Named {
        whos: Vec::with_capacity(room(|part| part.numbers.len())),
        starts: Vec::with_capacity(room(|part| part.ends.len() + 1)),
    };
    named.starts.push(0);
    for part in parts {
        let numbers: Vec<u32> = part.spelled.names().iter().map(|name| whos.number(name)).collect();
        let before = named.whos.len() as u32;
        named.whos.extend(part.numbers.iter().map(|spelling| numbers[*spelling as usize]));
        named.starts.extend(part.ends.iter().map(|end| before + end));
    }
    (whos, named)
}
