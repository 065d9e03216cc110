//! Asks that have something in common, the stages they reached, and what the yeses were worth.

use super::By;
use super::facts::{Fact, Facts, ask_of};
use crate::book::{Ask, Book};
use crate::model::{DeclaredValue, Marker, Size};
use crate::stats::{Rate, median};
use std::collections::{BTreeMap, BTreeSet};

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
}

/// How many asks reached a stage, and after how many days.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The part after `#step/`.
    pub name: String,
    /// How many asks reached it, each counted once.
    pub asks: usize,
    /// The median of the days from the ask to it.
    pub median_days: f64,
}

/// What a group is called.
pub(super) fn name(by: &By) -> String {
    match by {
        By::Tag => "tag".to_owned(),
        By::Size => "size".to_owned(),
        By::Via => "via".to_owned(),
        By::Who => "who".to_owned(),
        By::Key(name) => name.clone(),
    }
}

/// The asks by what they have in common; an ask may be in several groups, or in none.
pub(super) fn grouped(book: &Book, facts: &Facts<'_>, by: &By) -> BTreeMap<String, Group> {
    let named = |names: &mut dyn Iterator<Item = String>, groups: Vec<Group>| {
        names.zip(groups).filter(|(_, group)| group.asks > 0).collect()
    };
    match by {
        By::Tag => named(&mut facts.tag_names().iter().map(|name| (*name).to_owned()), facts.by_tag()),
        By::Via => named(&mut facts.via_names().iter().cloned(), facts.by_via()),
        By::Size => by_size(facts),
        By::Who => grouped_by(book, facts, &|ask| ask.whos().into_iter().map(str::to_owned).collect()),
        By::Key(name) => grouped_by(book, facts, &|ask| key_values(ask, name)),
    }
}

fn by_size(facts: &Facts<'_>) -> BTreeMap<String, Group> {
    let mut groups = [Group::default(); SIZES.len()];
    for fact in facts.kept() {
        if let Some(at) = SIZES.iter().position(|size| fact.size == Some(*size)) {
            groups[at].add(fact);
        }
    }
    let named = SIZES.iter().map(|size| size.word().to_owned()).zip(groups);
    named.filter(|(_, group)| group.asks > 0).collect()
}

/// From small to big.
pub(super) const SIZES: [Size; 3] = [Size::Small, Size::Medium, Size::Big];

fn grouped_by(
    book: &Book,
    facts: &Facts<'_>,
    names: &dyn Fn(Ask<'_>) -> BTreeSet<String>,
) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    for fact in facts.kept() {
        for name in names(ask_of(book, fact)) {
            groups.entry(name).or_default().add(fact);
        }
    }
    groups
}

fn key_values(ask: Ask<'_>, name: &str) -> BTreeSet<String> {
    let own = ask.keys().iter().filter(|(own, _)| **own == *name);
    own.map(|(_, value)| match value {
        DeclaredValue::Number(value) => crate::list::number(*value).to_string(),
        DeclaredValue::Text(words) => words.to_string(),
        DeclaredValue::Date(day) => day.to_string(),
    })
    .collect()
}

/// The stages of `#step/…`, each ask counted once in each, the most reached first.
pub(super) fn stages(book: &Book, facts: &Facts<'_>) -> Vec<Stage> {
    let mut reached: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for fact in facts.kept() {
        let ask = ask_of(book, fact);
        if ask.events().len() <= usize::from(fact.status.is_some()) {
            continue;
        }
        let mut seen = BTreeSet::new();
        for event in ask.events().iter().filter(|event| event.kind == Marker::Step) {
            let record = book.record(event.record);
            // The part after `/` is the record's first tag.
            let is_stage = record.marker_span().range().len() > "#step".len();
            let Some(stage) = record.tags().first().filter(|_| is_stage) else { continue };
            if seen.insert(stage) {
                reached.entry(stage).or_default().push((event.day - ask.day).num_days() as f64);
            }
        }
    }
    let mut stages: Vec<Stage> = reached
        .into_iter()
        .map(|(name, days)| Stage {
            name: name.to_owned(),
            asks: days.len(),
            median_days: median(&days).unwrap_or(0.0),
        })
        .collect();
    stages.sort_by(|a, b| b.asks.cmp(&a.asks).then(a.name.cmp(&b.name)));
    stages
}

/// What the yeses were worth, by currency; the empty one for amounts without.
pub(super) fn worth(book: &Book, facts: &Facts<'_>) -> BTreeMap<String, f64> {
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for fact in facts.kept().filter(|fact| fact.yes) {
        if let Some(worth) = ask_of(book, fact).worth() {
            let currency = worth.currency.as_deref().unwrap_or_default();
            *sums.entry(currency.to_owned()).or_default() += worth.amount;
        }
    }
    sums
}
