//! Asks by who was asked and by tag, and lessons by the tags of their asks.

use super::cards::{AskCard, AskLink};
use super::links::Links;
use crate::book::Book;
use crate::model::{Day, Marker, fold};
use serde::Serialize;
use std::collections::BTreeMap;

/// A line with a day.
#[derive(Debug, Clone, Serialize)]
pub struct Note {
    /// What it says.
    pub text: String,
    /// Its day.
    pub day: Option<Day>,
    /// What it is about, in words; may be empty.
    pub about: String,
}

/// Asks that have something in common.
#[derive(Debug, Clone, Serialize)]
pub struct Group<'c> {
    /// Its anchor.
    pub anchor: String,
    /// With its sign.
    pub name: String,
    /// The name in full, from the config.
    pub full: String,
    /// Its asks, the latest first.
    pub asks: Vec<AskLink<'c>>,
}

/// Lessons of asks with a tag.
#[derive(Debug, Clone, Serialize)]
pub struct LessonGroup {
    /// The tag with its sign; empty for lessons without.
    pub name: String,
    /// The lessons.
    pub lessons: Vec<Note>,
}

/// The asks by each of their `names`, the largest group first.
pub(super) fn groups<'c>(
    cards: &'c [AskCard<'c>],
    sign: &str,
    links: &Links<'_>,
    names: impl Fn(&'c AskCard<'c>) -> &'c [&'c str],
    full: impl Fn(&str) -> String,
) -> Vec<Group<'c>> {
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    for card in cards.iter().rev() {
        for name in names(card) {
            let group = groups.entry(fold(name)).or_insert_with(|| Group {
                anchor: links.anchor(name),
                name: format!("{sign}{name}"),
                full: full(name),
                asks: Vec::new(),
            });
            group.asks.push(card.link());
        }
    }
    let mut groups: Vec<Group<'_>> = groups.into_values().collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.asks.len()));
    groups
}

/// The lessons by their tags and those of their asks, the latest first.
pub(super) fn lessons(book: &Book) -> Vec<LessonGroup> {
    let mut groups: BTreeMap<(bool, String), Vec<Note>> = BTreeMap::new();
    for id in book.counted(|marker| marker == Marker::Lesson).into_iter().rev() {
        let record = book.record(id);
        let ask = book.link(id).ask.map(|ask| book.ask(ask));
        let note = Note {
            text: record.title().to_owned(),
            day: record.day,
            about: ask.map(|ask| ask.title().to_owned()).unwrap_or_default(),
        };
        let mut tags: Vec<&str> = record.tags().iter().collect();
        tags.extend(ask.iter().flat_map(|ask| ask.tags().iter()));
        tags.sort_unstable();
        tags.dedup();
        if tags.is_empty() {
            groups.entry((true, String::new())).or_default().push(note.clone());
        }
        for tag in tags {
            groups.entry((false, format!("#{tag}"))).or_default().push(note.clone());
        }
    }
    groups.into_iter().map(|((_, name), lessons)| LessonGroup { name, lessons }).collect()
}
