//! What the writer released, record by record (format, section 8): the only words that may leave.
//!
//! A [`Released`] can be made here alone, from `#public`, `public:"…"` and `[site]`.

use crate::book::{Public, RecordId, Standing};
use crate::config::SiteConfig;
use crate::model::{Day, Marker};
use crate::notebook::Notebook;
use crate::syntax;
use crate::text::Source;
use serde::Serialize;
use std::collections::HashMap;

/// Words that their writer released.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Released(String);

impl Released {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A record that may be shown.
#[derive(Debug, Clone)]
pub struct Story {
    /// The record that released it.
    pub record: RecordId,
    /// Its day.
    pub day: Day,
    /// What may be shown of it.
    pub text: Released,
    /// The marker that stands on it.
    pub marker: Marker,
}

impl Story {
    /// Whether a comment as Obsidian has them, `%%…%%`, may stand in it: there nobody sees it, and here it is text.
    pub fn has_comment(&self) -> bool {
        self.text.as_str().contains("%%")
    }

    /// Whether an `@` with a name stands in it that is no who, and so was not left out.
    pub fn names_somebody(&self) -> bool {
        let unseen = |char: char| {
            char.is_control() || matches!(char, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2069}')
        };
        let mut rest = self.text.as_str();
        while let Some((_, after)) = rest.split_once(['@', '＠']) {
            if after
                .trim_start_matches(unseen)
                .starts_with(|char: char| char.is_alphanumeric() || char == '[')
            {
                return true;
            }
            rest = after;
        }
        false
    }
}

/// All that is released in a notebook.
#[derive(Debug, Clone)]
pub struct Releases {
    /// The site's title.
    pub title: Released,
    /// Its introduction, in Markdown; may be empty.
    pub intro: Released,
    /// The tags that may be named, folded.
    pub tags: Vec<Released>,
    /// The records, in order of day and place.
    pub stories: Vec<Story>,
}

/// Gathers what is released: of records that count, have a day, are not private and are not later than today.
///
/// `notebook` has its texts; without them no title is released, since each `@who` in it is to be left out.
pub fn releases(notebook: &Notebook, someone: &str) -> Releases {
    let book = &notebook.book;
    let titles = titles(notebook, someone);
    let mut stories: Vec<Story> = (0..book.record_count())
        .filter_map(|id| {
            let record = book.record(id);
            let text = match Public::of(&record) {
                Public::No => return None,
                Public::Title => titles.get(&id)?.clone(),
                Public::Words(words) => words.to_string(),
            };
            let link = book.link(id);
            let day = record.day.filter(|day| *day <= book.today)?;
            if link.private || link.standing != Standing::Counted {
                return None;
            }
            let marker = match (record.marker, record.on_the_spot) {
                (Marker::Ask, Some(answer)) => Marker::Answer(answer),
                (marker, _) => marker,
            };
            (!text.trim().is_empty()).then_some(Story { record: id, day, text: Released(text), marker })
        })
        .collect();
    stories.sort_by_key(|story| (story.day, story.record));
    let SiteConfig { title, intro, tags, .. } = &notebook.config.site;
    Releases {
        title: Released(title.clone()),
        intro: Released(intro.clone()),
        tags: tags.iter().cloned().map(Released).collect(),
        stories,
    }
}

/// The titles of `#public` records with `someone` for each `@who` in them.
///
/// What of a title is a who, only its place in the text tells; so the text is read once more, with another who in
/// each of these places.
fn titles(notebook: &Notebook, someone: &str) -> HashMap<RecordId, String> {
    let book = &notebook.book;
    let mut found = HashMap::new();
    for (at, file) in book.files.iter().enumerate() {
        let records = book.records_in(at);
        let first = records.start;
        let ids: Vec<RecordId> =
            records.filter(|id| Public::of(&book.record(*id)) == Public::Title).collect();
        if ids.is_empty() {
            continue;
        }
        let plain = ids.iter().all(|id| book.record(*id).whos().is_empty());
        let titles = if plain { None } else { reread(notebook, &file.path, first, &ids, someone) };
        for (at, id) in ids.iter().enumerate() {
            let title = match &titles {
                None if plain => Some(book.record(*id).title().to_owned()),
                None => None,
                Some(titles) => titles.get(at).cloned(),
            };
            found.extend(title.map(|title| (*id, title)));
        }
    }
    found
}

/// The titles of the records `ids` of the file `path`, whose first record is `first`.
fn reread(
    notebook: &Notebook,
    path: &str,
    first: RecordId,
    ids: &[RecordId],
    someone: &str,
) -> Option<Vec<String>> {
    let source = notebook.source(path)?;
    let mut text = source.text.clone();
    // From the end, so that the places before stay where they are. A who is told once in `whos`, and may stand
    // there several times.
    for id in ids.iter().rev() {
        let record = notebook.book.record(*id);
        let whole = record.span.range();
        let mut line = text.get(whole.clone())?.to_owned();
        for who in record.whos().iter() {
            line = replaced(&line, who.name, someone);
        }
        text.replace_range(whole, &line);
    }
    let source = Source::new(source.path.clone(), text);
    let file = syntax::parse(&source, "", &notebook.config.keys);
    let title = |at: usize| (at < file.records.len()).then(|| file.records.get(at).title().to_owned());
    ids.iter().map(|id| title(id - first)).collect()
}

/// `line` with `@someone` for each `@who`, in any case.
fn replaced(line: &str, who: &str, someone: &str) -> String {
    let wanted = crate::model::fold(who);
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find('@') {
        text.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let end = rest
            .char_indices()
            .find(|(_, char)| !(crate::model::is_name_char(*char) || *char == '.'))
            .map_or(rest.len(), |(at, _)| at);
        let name = rest[..end].trim_end_matches('.');
        if crate::model::fold(name) == wanted {
            text.push_str(someone);
            rest = &rest[name.len()..];
        }
    }
    text.push_str(rest);
    text
}
