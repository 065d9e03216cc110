//! What the figures need of each ask, read off the book in one pass.
//!
//! A notebook may hold a million asks, and some twenty figures look at all of them. They look at these small
//! values, which lie side by side, and not at the asks themselves.

use super::weeks::is_yes;
use super::{Group, Scope};
use crate::book::{Ask, AskId, Book, RecordId, Slot};
use crate::config::Config;
use crate::model::{Answer, Day, Marker, Size, Words, fold};
use crate::stats::Wait;
use hashbrown::HashTable;
use rayon::prelude::*;
use std::collections::HashMap;
use xxhash_rust::xxh3::xxh3_64;

/// One ask, as far as figures go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    pub ask: u32,
    /// Whether the report is about it.
    pub kept: bool,
    pub day: Day,
    pub status: Option<Answer>,
    pub answered: Option<Day>,
    pub answer_record: Slot,
    /// From the ask to its answer, or to today while it is open.
    pub days: u32,
    /// From the ask to its first real answer, or to where it was lost from sight.
    pub wait: u32,
    /// The first real answer: yes, partial or no.
    pub came: Option<Answer>,
    pub size: Option<Size>,
    pub fear: Option<u8>,
    pub sting: Option<u8>,
    pub numbered: bool,
    pub rejection: bool,
    pub turnaround: bool,
    pub overdue: bool,
    /// Whether it is a yes to this notebook.
    pub yes: bool,
}

/// All asks of a book, in order of day and place.
pub(super) struct Facts<'b> {
    all: Vec<Fact>,
    tags: Tags<'b>,
    vias: Vias<'b>,
}

impl Fact {
    pub fn is_answered(&self) -> bool {
        matches!(self.status, Some(Answer::Yes | Answer::Partial | Answer::No))
    }

    /// No, or silence.
    pub fn is_refused(&self) -> bool {
        matches!(self.status, Some(Answer::No | Answer::Silence))
    }

    pub fn is_closed(&self) -> bool {
        self.is_answered() || self.status == Some(Answer::Silence)
    }

    pub fn waited(&self) -> Wait {
        Wait { days: self.wait, answered: self.came.is_some() }
    }
}

impl<'b> Facts<'b> {
    pub fn read(book: &'b Book, config: &Config, scope: &Scope<'_>) -> Self {
        let fact = |(id, ask): (AskId, Ask<'_>)| {
            let (came, wait) = waited(book, ask);
            let record = book.record(ask.record);
            Fact {
                ask: id as u32,
                kept: scope.holds(ask.day) && (scope.keep)(id),
                day: ask.day,
                status: ask.status,
                answered: ask.answered,
                answer_record: ask.answer_record().into(),
                days: u32::try_from(ask.days()).unwrap_or(0),
                wait,
                came,
                size: record.size(),
                fear: record.fear(),
                sting: ask.sting(),
                numbered: ask.number.is_some(),
                rejection: ask.rejection,
                turnaround: ask.turnaround,
                overdue: ask.overdue,
                yes: ask.status.is_some_and(|answer| is_yes(config, answer)),
            }
        };
        let (all, (tags, vias)) = rayon::join(
            || (0..book.asks().len()).into_par_iter().map(|id| fact((id, book.ask(id)))).collect(),
            || {
                let (mut tags, mut vias) = (Tags::default(), Vias::default());
                for ask in book.asks() {
                    let record = book.record(ask.record);
                    tags.add(record.tags());
                    vias.add(record.via());
                }
                (tags, vias)
            },
        );
        Self { all, tags, vias }
    }

    /// Each tag, also those around nested ones.
    pub fn tag_names(&self) -> &[&'b str] {
        &self.tags.names
    }

    /// Each way of asking, folded.
    pub fn via_names(&self) -> &[String] {
        &self.vias.names
    }

    /// Every ask of the book, whatever the report is about.
    pub fn whole(&self) -> &[Fact] {
        &self.all
    }

    /// The asks that the report is about.
    pub fn kept(&self) -> impl DoubleEndedIterator<Item = &Fact> + Clone {
        self.all.iter().filter(|fact| fact.kept)
    }

    /// The tags of an ask, each once, those around a nested one after it.
    pub fn tags(&self, fact: &Fact) -> &[u32] {
        self.tags.of(fact.ask as usize)
    }

    /// How many tags were first asked with on this day or later.
    pub fn new_tags(&self, since: Day) -> usize {
        let mut known = vec![false; self.tag_names().len()];
        let mut new = 0;
        for fact in self.kept() {
            for tag in self.tags(fact) {
                if !std::mem::replace(&mut known[*tag as usize], true) && fact.day >= since {
                    new += 1;
                }
            }
        }
        new
    }

    /// The asks that are meant by each tag.
    pub fn by_tag(&self) -> Vec<Group> {
        let mut groups = vec![Group::default(); self.tag_names().len()];
        for fact in self.kept() {
            for tag in self.tags(fact) {
                groups[*tag as usize].add(fact);
            }
        }
        groups
    }

    /// The asks that are meant by each way of asking.
    pub fn by_via(&self) -> Vec<Group> {
        let mut groups = vec![Group::default(); self.via_names().len()];
        for fact in self.kept() {
            if let Some(via) = self.vias.given[fact.ask as usize].get() {
                groups[via].add(fact);
            }
        }
        groups
    }
}

/// The first yes, partial or no of an ask, and the days to it; or else to where the ask is censored: a silence
/// or withdrawal, or today.
fn waited(book: &Book, ask: Ask<'_>) -> (Option<Answer>, u32) {
    let is_real = |answer: Answer| matches!(answer, Answer::Yes | Answer::Partial | Answer::No);
    let first = if ask.events().len() <= 1 {
        ask.answered.zip(ask.status).filter(|(_, answer)| is_real(*answer))
    } else {
        ask.events().iter().find_map(|event| match event.kind {
            Marker::Answer(answer) if is_real(answer) => Some((event.day, answer)),
            _ => None,
        })
    };
    let end = first.map_or(ask.answered.unwrap_or(book.today), |(day, _)| day);
    (first.map(|(_, answer)| answer), u32::try_from((end - ask.day).num_days()).unwrap_or(0))
}

/// Tags as numbers, by ask.
#[derive(Default)]
struct Tags<'b> {
    ids: HashTable<u32>,
    names: Vec<&'b str>,
    given: Vec<u32>,
    /// Where those of each ask end.
    ends: Vec<u32>,
}

impl<'b> Tags<'b> {
    /// Adds those of the next ask.
    fn add(&mut self, tags: Words<'b>) {
        let from = self.given.len();
        for tag in tags {
            let around = tag.rmatch_indices('/').map(|(at, _)| &tag[..at]);
            for name in std::iter::once(tag).chain(around) {
                let id = self.id(name);
                if !self.given[from..].contains(&id) {
                    self.given.push(id);
                }
            }
        }
        self.ends.push(self.given.len() as u32);
    }

    fn id(&mut self, name: &'b str) -> u32 {
        let hash = |name: &str| xxh3_64(name.as_bytes());
        let is_it = |id: &u32| self.names[*id as usize] == name;
        if let Some(id) = self.ids.find(hash(name), is_it) {
            return *id;
        }
        let id = self.names.len() as u32;
        self.names.push(name);
        self.ids.insert_unique(hash(name), id, |id| hash(self.names[*id as usize]));
        id
    }

    fn of(&self, ask: AskId) -> &[u32] {
        let start = ask.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.given[start..self.ends[ask] as usize]
    }
}

/// Ways of asking as numbers, by ask; two spellings of one have one number.
#[derive(Default)]
struct Vias<'b> {
    spelled: HashMap<&'b str, usize>,
    ids: HashMap<String, usize>,
    names: Vec<String>,
    given: Vec<Slot>,
}

impl<'b> Vias<'b> {
    /// Adds that of the next ask.
    fn add(&mut self, via: Option<&'b str>) {
        let id = via.map(|via| self.id(via));
        self.given.push(id.into());
    }

    fn id(&mut self, via: &'b str) -> usize {
        *self.spelled.entry(via).or_insert_with(|| {
            let name = fold(via);
            *self.ids.entry(name.clone()).or_insert_with(|| {
                self.names.push(name);
                self.names.len() - 1
            })
        })
    }
}

/// The record that tells two answers of one day apart.
pub(super) fn answer_order(fact: &Fact) -> (Option<Day>, Option<usize>) {
    (fact.answered, fact.answer_record.get())
}

/// The ask of a fact.
pub(super) fn ask_of<'b>(book: &'b Book, fact: &Fact) -> Ask<'b> {
    let id: AskId = fact.ask as usize;
    book.ask(id)
}

/// The record that makes the ask of a fact.
pub(super) fn record_of(book: &Book, fact: &Fact) -> RecordId {
    ask_of(book, fact).record
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_look_at_few_bytes_an_ask() {
        assert!(size_of::<Fact>() <= 40, "{}", size_of::<Fact>());
    }
}
