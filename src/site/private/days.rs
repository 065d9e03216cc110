//! The pages of days: the journal's files, a month a page, each with its text and the asks that are made in it.

use super::cards::AskCard;
use super::links::{Links, Pictures};

use crate::book::Book;
use crate::model::Day;
use crate::notebook::Notebook;
use crate::site::words::Words;
use crate::syntax::front_matter_span;
use chrono::Datelike;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A page of days.
#[derive(Debug, Clone, Serialize)]
pub struct Page<'c> {
    /// Its title.
    pub title: &'c str,
    /// Its file.
    pub file: &'c str,
    /// The journal files that are on it, in order of their days.
    pub days: Vec<JournalFile<'c>>,
}

/// A journal file.
#[derive(Debug, Clone, Serialize)]
pub struct JournalFile<'c> {
    /// Its anchor.
    pub anchor: String,
    /// Its first day, if it has one.
    pub day: Option<Day>,
    /// Its path.
    pub path: &'c str,
    /// Its text as HTML.
    pub html: String,
    /// The asks that are made in it.
    pub asks: &'c [&'c AskCard<'c>],
}

/// A page of days before its texts are rendered.
pub(super) struct Days<'c> {
    pub title: String,
    pub file: String,
    files: Vec<Written<'c>>,
}

struct Written<'c> {
    day: Option<Day>,
    path: &'c str,
    text: &'c str,
    asks: Vec<&'c AskCard<'c>>,
}

impl Days<'_> {
    /// The page with its texts rendered, and the pictures that are shown on it.
    pub fn page(&self, links: &Links<'_>) -> (Page<'_>, Pictures) {
        let mut pictures = Pictures::new();
        let days = self.files.iter().map(|file| JournalFile {
            anchor: links.anchor_of(file.path),
            day: file.day,
            path: file.path,
            html: links.render(file.path, body(file.text), &mut pictures),
            asks: &file.asks,
        });
        let days = days.collect();
        (Page { title: &self.title, file: &self.file, days }, pictures)
    }
}

/// The part of a journal file that is Markdown.
fn body(text: &str) -> &str {
    &text[front_matter_span(text).end as usize..]
}

/// The pages in order of their months, first that of what has no day.
pub(super) fn days<'c>(
    notebook: &'c Notebook,
    cards: &'c [AskCard<'c>],
    links: &Links<'_>,
    words: &Words,
) -> Vec<Days<'c>> {
    let book: &Book = &notebook.book;
    let texts: HashMap<&Arc<str>, &str> =
        notebook.sources.iter().map(|source| (&source.path, source.text.as_str())).collect();
    let mut asks_of: HashMap<&str, Vec<&AskCard<'_>>> = HashMap::new();
    for (ask, card) in book.asks().zip(cards) {
        asks_of.entry(&book.file_of(ask.record).path).or_default().push(card);
    }
    let mut pages: BTreeMap<String, Days<'_>> = BTreeMap::new();
    for file in &book.files {
        let Some(text) = texts.get(&file.path) else { continue };
        let (day, page) = links.place_of(&file.path);
        let title = day.map_or_else(|| words.text("private_undated"), |day| words.month(day));
        let page = pages
            .entry(day.map_or_else(String::new, |day| format!("{:04}-{:02}", day.year(), day.month())))
            .or_insert_with(|| Days { title, file: page.to_owned(), files: Vec::new() });
        let asks = asks_of.remove(&*file.path).unwrap_or_default();
        page.files.push(Written { day, path: &file.path, text, asks });
    }
    for page in pages.values_mut() {
        page.files.sort_by_key(|file| (file.day, file.path));
    }
    pages.into_values().collect()
}
