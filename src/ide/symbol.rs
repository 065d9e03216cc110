//! The records of a page as an outline, and the asks of the notebook by name.

use super::page::{Page, name_place};
use super::words;
use crate::book::RecordId;
use crate::diagnostic::Place;
use crate::model::{Marker, fold};
use crate::notebook::Notebook;
use crate::text::Span;

/// What a symbol stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SymbolKind {
    /// An ask.
    Ask,
    /// A plan.
    Plan,
    /// A step or an answer.
    Event,
    /// A lesson.
    Lesson,
    /// A review or a rest.
    Span,
}

/// A record in the outline of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// Its marker and title.
    pub name: String,
    /// What has become of it.
    pub detail: String,
    /// What it stands for.
    pub kind: SymbolKind,
    /// It, with all that is nested in it.
    pub span: Span,
    /// Its marker.
    pub marker: Span,
    /// What is nested in it.
    pub children: Vec<Self>,
}

/// A symbol of the notebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its title.
    pub name: String,
    /// Its day, whos and state.
    pub detail: String,
    /// What it stands for.
    pub kind: SymbolKind,
    /// Where it is.
    pub place: Place,
}

/// So many symbols are enough to pick from.
const ENOUGH: usize = 200;

/// The records of a page, those that are nested in another below it.
pub fn symbols(page: &Page<'_>) -> Vec<Symbol> {
    let records = page.records();
    let book = &page.notebook.book;
    let mut children: Vec<Vec<Symbol>> = vec![Vec::new(); records.len()];
    let mut top = Vec::new();
    // From the last to the first, so that what is nested is there before what it is nested in.
    for (at, id) in records.clone().enumerate().rev() {
        let mut inner = std::mem::take(&mut children[at]);
        inner.reverse();
        let record = book.record(id);
        let span = inner.iter().fold(record.span, |span, child| span.to(child.span));
        let symbol = Symbol {
            name: name(page, id),
            detail: detail(page, id),
            kind: kind(record.marker),
            span,
            marker: record.marker_span(),
            children: inner,
        };
        match record.above() {
            Some(above) => children[above as usize].push(symbol),
            None => top.push(symbol),
        }
    }
    top.reverse();
    top
}

/// The asks and plans of the notebook in whose title, id, whos or tags all words of `query` are found, the latest
/// first.
pub fn find_symbols(notebook: &Notebook, query: &str) -> Vec<Found> {
    let book = &notebook.book;
    let words: Vec<String> = query.split_whitespace().map(fold).collect();
    let mut found: Vec<RecordId> = book
        .counted(|marker| matches!(marker, Marker::Ask | Marker::Plan))
        .into_iter()
        .filter(|id| {
            let record = book.record(*id);
            let mut text = fold(record.title());
            // Each with its sign, which may be typed or not.
            let ids = record.id().into_iter().map(|name| ('^', name.text));
            let tags = record.tags().iter().map(|tag| ('#', tag));
            let whos = record.who_names().iter().map(|who| ('@', who));
            for (sign, name) in ids.chain(tags).chain(whos) {
                text.extend([' ', sign]);
                text.push_str(&fold(name));
            }
            words.iter().all(|word| text.contains(word.as_str()))
        })
        .collect();
    found.reverse();
    found.truncate(ENOUGH);
    found
        .into_iter()
        .map(|id| {
            let record = book.record(id);
            let state = book.link(id).ask.map_or("planned".to_owned(), |ask| words::state(&book.ask(ask)));
            let day = record.day.map_or(String::new(), |day| format!("{day} "));
            Found {
                name: named(record.marker, record.title()),
                detail: format!("{day}{state}"),
                kind: kind(record.marker),
                place: name_place(notebook, id),
            }
        })
        .collect()
}

fn kind(marker: Marker) -> SymbolKind {
    match marker {
        Marker::Ask => SymbolKind::Ask,
        Marker::Plan => SymbolKind::Plan,
        Marker::Step | Marker::Answer(_) => SymbolKind::Event,
        Marker::Lesson => SymbolKind::Lesson,
        Marker::Review | Marker::Rest => SymbolKind::Span,
    }
}

/// A record's name in lists; editors refuse an empty one.
fn named(marker: Marker, title: &str) -> String {
    let title = words::short(title, 80);
    if title.is_empty() { format!("#{}", marker.word()) } else { format!("#{} {title}", marker.word()) }
}

fn name(page: &Page<'_>, id: RecordId) -> String {
    let record = page.notebook.book.record(id);
    named(record.marker, record.title())
}

fn detail(page: &Page<'_>, id: RecordId) -> String {
    let record = page.notebook.book.record(id);
    let own = page.ask_of(id).filter(|ask| ask.record == id).map(|ask| words::state(&ask));
    let day = record.day.map(|day| day.to_string());
    day.into_iter().chain(own).collect::<Vec<_>>().join(" · ")
}
