//! Asks by what they have in common, the stages they reached, and what the yeses were worth.

use super::fact::ask_of;
use super::facts::Facts;
use super::{By, Group};
use crate::book::{Ask, Book, Spelled};
use crate::model::{DeclaredValue, Marker, days_between};
use crate::stats::median;
use std::collections::{BTreeMap, BTreeSet};

/// How many asks reached a stage, and after how many days.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The part after `#step/`.
    pub name: String,
    /// How many asks reached it, each counted once.
    pub asks: usize,
    /// The median of the days from the ask to it; none where each was dated before its ask.
    pub median_days: Option<f64>,
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
    match by {
        By::Tag => named(facts.tag_names().iter().copied().zip(facts.by_tag().iter().copied())),
        By::Via => named(facts.via_names().iter().map(String::as_str).zip(facts.by_via().iter().copied())),
        By::Size => named(facts.by_size().map(|(size, group)| (size.word(), group)).into_iter()),
        By::Who => grouped_by(book, facts, &|ask| ask.whos().into_iter().map(str::to_owned).collect()),
        By::Key(name) => grouped_by(book, facts, &|ask| key_values(ask, name)),
    }
}

/// The groups that have any asks.
fn named<'n>(groups: impl Iterator<Item = (&'n str, Group)>) -> BTreeMap<String, Group> {
    let some = groups.filter(|(_, group)| group.asks > 0);
    some.map(|(name, group)| (name.to_owned(), group)).collect()
}

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

/// The asks that reached a stage.
#[derive(Default)]
struct Reached {
    /// The last of them.
    last: Option<u32>,
    /// How many.
    asks: usize,
    /// The last of those with days.
    last_dated: Option<u32>,
    /// The days from each of them to its first step there that is not dated before it, if there is one.
    days: Vec<f64>,
}

/// The stages of `#step/…`, each ask counted once in each, the most reached first.
pub(super) fn stages(book: &Book, facts: &Facts<'_>) -> Vec<Stage> {
    let mut names = Spelled::default();
    let mut reached: Vec<Reached> = Vec::new();
    for fact in facts.kept().filter(|fact| fact.has_steps) {
        let ask = ask_of(book, fact);
        for event in ask.events().iter().filter(|event| event.kind == Marker::Step) {
            let record = book.record(event.record);
            // The part after `/` is the record's first tag.
            let is_stage = record.marker_span().range().len() > "#step".len();
            let Some(stage) = record.tags().first().filter(|_| is_stage) else { continue };
            let stage = names.number(stage);
            reached.resize_with(names.names().len(), Reached::default);
            let reached = &mut reached[stage];
            if reached.last != Some(fact.ask) {
                reached.last = Some(fact.ask);
                reached.asks += 1;
            }
            let days = days_between(ask.day, event.day);
            if days >= 0 && reached.last_dated != Some(fact.ask) {
                reached.last_dated = Some(fact.ask);
                reached.days.push(days as f64);
            }
        }
    }
    let mut stages: Vec<Stage> = names
        .names()
        .iter()
        .zip(reached)
        .map(|(name, reached)| Stage {
            name: (*name).to_owned(),
            asks: reached.asks,
            median_days: median(&reached.days),
        })
        .collect();
    stages.sort_by(|a, b| b.asks.cmp(&a.asks).then(a.name.cmp(&b.name)));
    stages
}

/// What the yeses were worth, by currency; the empty one for amounts without.
pub(super) fn worth(facts: &Facts<'_>) -> BTreeMap<String, f64> {
    let mut sums: BTreeMap<String, f64> = BTreeMap::new();
    for worth in facts.worth() {
        let currency = worth.currency.as_deref().unwrap_or_default();
        *sums.entry(currency.to_owned()).or_default() += worth.amount;
    }
    sums
}
