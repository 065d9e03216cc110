//! The open asks to each who, in order, as chains through all mentions of whos: most asks come and go without anybody
//! asking for them.

use super::AskId;
use super::slot::Slot;
use super::whos::Named;

/// The open asks to each who.
pub(super) struct OpenAsks<'v> {
    named: &'v Named,
    /// Of each who.
    chains: Vec<Chain>,
    /// Of each mention of a who; linked are those by open asks.
    links: Vec<Link>,
}

/// The first and the last mention of a who by an open ask, and how many there are.
#[derive(Clone, Copy)]
struct Chain {
    first: Slot,
    last: Slot,
    length: u32,
}

#[derive(Clone, Copy)]
struct Link {
    ask: u32,
    before: Slot,
    after: Slot,
}

impl<'v> OpenAsks<'v> {
    pub fn new(named: &'v Named, whos: usize) -> Self {
        let chain = Chain { first: Slot::NONE, last: Slot::NONE, length: 0 };
        let link = Link { ask: 0, before: Slot::NONE, after: Slot::NONE };
        Self { named, chains: vec![chain; whos], links: vec![link; named.mentions()] }
    }

    /// How many there are to a who.
    pub fn count(&self, who: u32) -> usize {
        self.chains[who as usize].length as usize
    }

    /// Those to a who.
    pub fn of(&self, who: u32) -> Iter<'_> {
        Iter { links: &self.links, at: self.chains[who as usize].first }
    }

    /// Adds an ask, whose record this is, after all that were added before.
    pub fn open(&mut self, ask: AskId, record: usize) {
        for at in self.named.range(record) {
            let chain = &mut self.chains[self.named.who(at) as usize];
            self.links[at] = Link { ask: ask as u32, before: chain.last, after: Slot::NONE };
            match chain.last.get() {
                Some(last) => self.links[last].after = Slot::of(at),
                None => chain.first = Slot::of(at),
            }
            chain.last = Slot::of(at);
            chain.length += 1;
        }
    }

    /// Takes out an ask that is open.
    pub fn close(&mut self, record: usize) {
        for at in self.named.range(record) {
            let chain = &mut self.chains[self.named.who(at) as usize];
            let Link { before, after, .. } = self.links[at];
            match before.get() {
                Some(before) => self.links[before].after = after,
                None => chain.first = after,
            }
            match after.get() {
                Some(after) => self.links[after].before = before,
                None => chain.last = before,
            }
            chain.length -= 1;
        }
    }
}

/// Goes over the open asks to a who.
pub(super) struct Iter<'o> {
    links: &'o [Link],
    at: Slot,
}

impl Iterator for Iter<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let link = self.links[self.at.get()?];
        self.at = link.after;
        Some(link.ask)
    }
}
