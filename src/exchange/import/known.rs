//! What a notebook has already: by day, who and title, and by a record of what was imported before.

use super::block::block;
use super::escape::folded;
use super::{Draft, RowProblem};
use crate::book::{Book, RecordId};
use crate::model::{Answer, Day, KeyNames, Marker, fold};
use std::collections::HashMap;
use std::fmt::Write;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// What was imported before: for each key the contents of its rows, each with the mark of the change that wrote it, all as
/// hashes, so that no word of the diary stands in a second place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Seen(HashMap<u128, Vec<(u64, u64)>>);

impl Seen {
    /// Reads what [`Seen::render`] wrote; lines that are something else are passed over.
    pub fn parse(text: &str) -> Self {
        let mut seen = Self::default();
        for line in text.lines() {
            let Some((key, rest)) = line.split_once(' ') else { continue };
            let (content, change) = rest.split_once(' ').unwrap_or((rest, "0"));
            let numbers = (
                u128::from_str_radix(key, 16),
                u64::from_str_radix(content, 16),
                u64::from_str_radix(change, 16),
            );
            if let (Ok(key), Ok(content), Ok(change)) = numbers {
                seen.0.entry(key).or_default().push((content, change));
            }
        }
        seen
    }

    /// One line for each row.
    pub fn render(&self) -> String {
        let mut keys: Vec<_> = self.0.iter().collect();
        keys.sort_unstable();
        let mut text = String::new();
        for (key, contents) in keys {
            for (content, change) in contents {
                // Writing into a string cannot fail.
                let _ = writeln!(text, "{key:032x} {content:016x} {change:016x}");
            }
        }
        text
    }

    /// Notes that these were imported by the change of this mark.
    pub fn add<'d>(&mut self, drafts: impl Iterator<Item = &'d Draft>, change: u64) {
        for draft in drafts {
            self.0.entry(key_of(draft)).or_default().push((content_of(draft), change));
        }
    }

    /// Forgets what a change imported that was taken back.
    pub fn forget(&mut self, change: u64) {
        for contents in self.0.values_mut() {
            contents.retain(|(_, by)| *by != change);
        }
        self.0.retain(|_, contents| !contents.is_empty());
    }
}

/// Drafts by whether the notebook has them.
#[derive(Debug, Default)]
pub struct Sorted {
    /// Those that it does not have, by their place among the drafts.
    pub fresh: Vec<usize>,
    /// How many it has.
    pub already: usize,
    /// Those that were imported before, and are not in the notebook as they were.
    pub gone: Vec<RowProblem>,
    /// Those that it has, but that say something else now.
    pub changed: Vec<RowProblem>,
}

/// Tells apart what is new. What is nested in a draft comes and goes with it; a step or answer that belongs to none is looked
/// for by itself. Of several that are alike as many are taken to be there as the notebook has.
pub fn sort_out(drafts: &[Draft], book: &Book, seen: &Seen) -> Sorted {
    let mut there: HashMap<u128, Vec<RecordId>> = HashMap::new();
    for id in 0..book.record_count() {
        let record = book.record(id);
        let whos: Vec<&str> = record.who_names().to_vec();
        let day = record.day.filter(|_| record.marker != Marker::Plan);
        there.entry(key(record.marker, day, &whos, record.title())).or_default().push(id);
    }
    let mut sorted = Sorted::default();
    let mut met: HashMap<u128, usize> = HashMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let key = key_of(draft);
        let count = met.entry(key).or_default();
        let before = seen.0.get(&key).and_then(|contents| contents.get(*count)).map(|(content, _)| *content);
        let here = there.get(&key).and_then(|ids| ids.get(*count)).copied();
        *count += 1;
        match (here, before) {
            (Some(id), before) => {
                sorted.already += 1;
                sorted.changed.extend(changed(draft, book, id, before));
            }
            (None, Some(_)) => {
                let reason =
                    format!("`{}` was imported before, and is not in the notebook as it was", draft.title);
                sorted.gone.push(RowProblem {
                    page: draft.page.clone(),
                    line: draft.line,
                    column: None,
                    reason,
                });
            }
            (None, None) => sorted.fresh.push(at),
        }
    }
    sorted
}

/// What a row says now that its record does not.
fn changed(draft: &Draft, book: &Book, id: RecordId, before: Option<u64>) -> Option<RowProblem> {
    let asks = draft.marker == Marker::Ask;
    let ask = book.link(id).ask.filter(|_| asks).map(|ask| book.ask(ask));
    let here = ask.and_then(|ask| ask.status.zip(ask.answered));
    let now = draft.answer();
    let words = |answer: Option<(Answer, Day)>| match answer {
        Some((answer, day)) => format!("`{}` of {day}", answer.word()),
        None => "open".to_owned(),
    };
    let is_changed = match before {
        Some(content) => content != content_of(draft),
        // What the notebook knows and the sheet does not is the writer's own.
        None => now.is_some() && now != here,
    };
    if !is_changed {
        return None;
    }
    let place = format!("{}:{}", book.file_of(id).path, book.record(id).line);
    let reason = if now == here {
        format!("`{}` has other notes or values now; the record at {place} was left as it is", draft.title)
    } else {
        format!(
            "`{}` is {} now, and {} in the notebook; the record at {place} was left as it is",
            draft.title,
            words(now),
            words(here)
        )
    };
    Some(RowProblem { page: draft.page.clone(), line: draft.line, column: None, reason })
}

fn key_of(draft: &Draft) -> u128 {
    let whos: Vec<&str> = draft.whos.iter().map(String::as_str).collect();
    let day = draft.day.filter(|_| draft.marker != Marker::Plan);
    key(draft.marker, day, &whos, &folded(&draft.title))
}

fn key(marker: Marker, day: Option<Day>, whos: &[&str], title: &str) -> u128 {
    let mut whos: Vec<String> = whos.iter().map(|who| fold(who)).collect();
    whos.sort_unstable();
    let day = day.map_or_else(String::new, |day| day.to_string());
    xxh3_128(format!("{}\n{day}\n{}\n{}", marker.word(), whos.join(" "), fold(title)).as_bytes())
}

fn content_of(draft: &Draft) -> u64 {
    xxh3_64(block(draft, true, &KeyNames::default()).as_bytes())
}
