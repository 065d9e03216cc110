//! Names as they are spelled, numbered in the order in which they come.

use crate::model::Digest;
use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

/// Numbers for spellings, from 0 on.
#[derive(Debug, Default)]
pub(crate) struct Spelled<'n> {
    table: HashTable<u32>,
    names: Vec<&'n str>,
}

impl<'n> Spelled<'n> {
    /// The number of `name`, the next one if it had none before.
    pub fn number(&mut self, name: &'n str) -> usize {
        let hash = |name: &str| Digest::of_spelling(name).spread();
        let is_it = |number: &u32| self.names[*number as usize] == name;
        match self.table.entry(hash(name), is_it, |number| hash(self.names[*number as usize])) {
            Entry::Occupied(entry) => *entry.get() as usize,
            Entry::Vacant(entry) => {
                let next = self.names.len();
                entry.insert(next as u32);
                self.names.push(name);
                next
            }
        }
    }

    /// The names by their numbers.
    pub fn names(&self) -> &[&'n str] {
        &self.names
    }
}
