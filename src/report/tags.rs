//! Tags and ways of asking as numbers.

use super::said::Said;
use crate::book::Spelled;
use crate::model::{Words, fold};
use std::collections::HashMap;

/// The tags of asks. Those that are tagged alike share one list.
#[derive(Default)]
pub(super) struct Tags<'b> {
    names: Spelled<'b>,
    lists: Spelled<'b>,
    /// The tags of all lists, and where those of each end.
    listed: Vec<u32>,
    ends: Vec<u32>,
    /// The list of each ask.
    given: Vec<u32>,
}

impl<'b> Tags<'b> {
    /// None, with room for those of so many asks.
    pub fn with_room(asks: usize) -> Self {
        Self { given: Vec::with_capacity(asks), ..Self::default() }
    }

    /// Adds those of the next asks.
    pub fn add(&mut self, said: &Said<'b>) {
        let lists: Vec<u32> = said.lists.names().iter().map(|tags| self.list(tags)).collect();
        self.given.extend(said.tagged.iter().map(|list| lists[*list as usize]));
    }

    /// The number of a list.
    fn list(&mut self, tags: &'b str) -> u32 {
        let list = self.lists.number(tags);
        if list == self.ends.len() {
            let from = self.listed.len();
            for tag in Words::new(tags) {
                let around = tag.rmatch_indices('/').map(|(at, _)| &tag[..at]);
                for name in std::iter::once(tag).chain(around) {
                    let tag = self.names.number(name) as u32;
                    if !self.listed[from..].contains(&tag) {
                        self.listed.push(tag);
                    }
                }
            }
            self.ends.push(self.listed.len() as u32);
        }
        list as u32
    }

    /// Each tag, also those around nested ones.
    pub fn names(&self) -> &[&'b str] {
        self.names.names()
    }

    /// How many lists there are.
    pub fn lists(&self) -> usize {
        self.ends.len()
    }

    /// The list of an ask.
    pub fn list_of(&self, ask: u32) -> usize {
        self.given[ask as usize] as usize
    }

    /// The tags of a list, each once, those around a nested one after it.
    pub fn listed(&self, list: usize) -> &[u32] {
        let start = list.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.listed[start..self.ends[list] as usize]
    }
}

/// The ways of asking; two spellings of one have one number.
#[derive(Default)]
pub(super) struct Vias {
    folded: HashMap<String, usize>,
    names: Vec<String>,
    /// The way of each ask that names one.
    given: Vec<(u32, usize)>,
}

impl Vias {
    /// Adds those of the next asks.
    pub fn add(&mut self, said: &Said<'_>) {
        let ways: Vec<usize> = said.vias.names().iter().map(|via| self.way(fold(via))).collect();
        self.given.extend(said.ways.iter().map(|(ask, via)| (*ask, ways[*via as usize])));
    }

    fn way(&mut self, name: String) -> usize {
        *self.folded.entry(name.clone()).or_insert_with(|| {
            self.names.push(name);
            self.names.len() - 1
        })
    }

    /// Each way, folded.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The asks that name a way, each with its number.
    pub fn given(&self) -> &[(u32, usize)] {
        &self.given
    }
}
