//! The whos of a notebook, and who is named where.

use super::View;
use super::folded::Folded;

/// Every who, numbered in order of place, with the spelling that stands first.
#[derive(Debug, Clone, Default)]
pub(super) struct Whos {
    numbers: Folded,
    spellings: Vec<Box<str>>,
}

impl Whos {
    pub fn get(&self, name: &str) -> Option<usize> {
        self.numbers.get(name, |number| &self.spellings[number])
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

    fn number(&mut self, name: &str) -> u32 {
        let next = self.spellings.len();
        let number = self.numbers.get_or_insert(name, next, |number| &self.spellings[number]);
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
        &self.whos[self.starts[record] as usize..self.starts[record + 1] as usize]
    }
}

/// Numbers the whos of all records.
pub(super) fn collect(view: &View<'_>) -> (Whos, Named) {
    let mut whos = Whos::default();
    let mut named = Named { whos: Vec::new(), starts: Vec::with_capacity(view.len() + 1) };
    named.starts.push(0);
    for record in view.records() {
        for name in record.who_names() {
            named.whos.push(whos.number(name));
        }
        named.starts.push(named.whos.len() as u32);
    }
    (whos, named)
}
