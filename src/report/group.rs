//! Asks that have something in common, counted.

use super::fact::Fact;
use crate::stats::Rate;

/// Asks that have something in common: how many, and the yeses of those answered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Group {
    /// All of them.
    pub asks: usize,
    /// Yeses among the answered.
    pub k: u64,
    /// Answered: yes, partial, no.
    pub n: u64,
}

impl Group {
    /// Yeses of the answered.
    pub fn rate(&self) -> Rate {
        Rate::new(self.k, self.n)
    }

    pub(super) fn add(&mut self, fact: &Fact) {
        self.asks += 1;
        if fact.is_answered() {
            self.n += 1;
            self.k += u64::from(fact.yes);
        }
    }

    /// Adds the asks of another, none of which is in this one.
    pub(super) fn join(&mut self, other: &Self) {
        self.asks += other.asks;
        self.k += other.k;
        self.n += other.n;
    }
}
