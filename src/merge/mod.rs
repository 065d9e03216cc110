//! Two versions of a journal file, grown from one, become one again: record by record, so that what was
//! appended on two devices never conflicts and no record is lost.
//!
//! Text in, text out. What it makes is read again: every record of the base that neither side took away, and
//! every record that either side added, must be there, each as often as it should, and say what it said; and the
//! page must be private where it should be.

mod insertion;
mod lines;

use crate::author::{Said, eol_at};
use crate::model::KeyNames;
use crate::syntax;
use crate::text::Source;
use insertion::{hangs, is_blank, is_heading, joined, stands};
use lines::{Hunk, Line, changed_end, content, hunks, split, with_end};
use std::collections::HashMap;

/// Merges `ours` and `theirs`, which both grew from `base`; `below` is the file's path below the journal
/// folder. `None` where both changed the same lines, or where the records would not come out right.
///
/// ```
/// let merged = askbook::merge::merge("- #ask A\n", "- #ask A\n- #ask B\n", "- #ask A\n- #ask C\n", "2026-03-02.md",
///     &askbook::model::KeyNames::default());
/// assert_eq!(merged.as_deref(), Some("- #ask A\n- #ask B\n- #ask C\n"));
/// ```
pub fn merge(base: &str, ours: &str, theirs: &str, below: &str, keys: &KeyNames) -> Option<String> {
    if ours == theirs && ours == base {
        return Some(ours.to_owned());
    }
    // Who gave the lines another end means those of the other side too.
    if let Some(end) = changed_end(base, [ours, theirs]) {
        let [base, ours, theirs] = [base, ours, theirs].map(|text| with_end(text, end));
        return merge(&base, &ours, &theirs, below, keys);
    }
    let read = |text: &str| Page::read(text, below, keys);
    let (was, our, their) = (read(base), read(ours), read(theirs));
    if !was.has_front && our.has_front && their.has_front && front_of(ours) != front_of(theirs) {
        return None;
    }
    // What both inserted at one place stands ours first; or theirs, where that is front matter, which nothing precedes.
    let mut ways = [(ours, theirs), (theirs, ours)].into_iter();
    ways.find_map(|(first, second)| {
        let text = by_lines(base, first, second)?;
        read(&text).is_sum(&was, &our, &their).then_some(text)
    })
}

/// The lines of the base that both kept, those that one side changed, and what both inserted.
fn by_lines(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let (base, ours, theirs) = (split(base), split(ours), split(theirs));
    let (our_hunks, their_hunks) = (hunks(&base, &ours), hunks(&base, &theirs));
    let first = [&ours, &theirs, &base].into_iter().find_map(|lines| lines.first());
    let eol = first.map_or("\n", |line| eol_at(line, content(line).len()));
    let (our_side, their_side) = ((&our_hunks[..], &ours[..]), (&their_hunks[..], &theirs[..]));
    if is_torn(&base, our_side, their_side) || is_torn(&base, their_side, our_side) {
        return None;
    }
    let mut merged: Vec<&str> = Vec::new();
    for (at, (our, their)) in our_hunks.into_iter().zip(their_hunks).enumerate() {
        merged.extend(joined(&ours[our.inserted], &theirs[their.inserted]));
        let Some(line) = base.get(at) else { break };
        match (our.line, their.line) {
            (Line::Kept, Line::Kept) => merged.push(line),
            (Line::Kept, other) => merged.extend(other.text(&theirs)),
            (other, Line::Kept) => merged.extend(other.text(&ours)),
            (our, their) => {
                let (our, their) = (our.text(&ours), their.text(&theirs));
                if our.map(content) != their.map(content) {
                    return None;
                }
                merged.extend(our);
            }
        }
    }
    // Only the last line may lack its end.
    let mut text = String::new();
    let count = merged.len();
    for (at, line) in merged.into_iter().enumerate() {
        text.push_str(line);
        if at + 1 < count && !line.ends_with(['\n', '\r']) {
            text.push_str(eol);
        }
    }
    Some(text)
}

/// Whether a side inserted something below a line that the other side took away or made another one, to which it belonged.
fn is_torn(base: &[&str], own: (&[Hunk], &[&str]), other: (&[Hunk], &[&str])) -> bool {
    let (mut above, mut section): (Option<usize>, Option<usize>) = (None, None);
    let is_gone = |line: Option<usize>| {
        line.is_some_and(|at| own.0[at].line != Line::Gone && other.0[at].line == Line::Gone)
    };
    for (at, hunk) in own.0.iter().enumerate() {
        let inserted = &own.1[hunk.inserted.clone()];
        if !inserted.is_empty() {
            let is_other = above.is_some_and(|above| match other.0[above].line {
                Line::Became(line) => hangs(inserted) && !is_alike(base[above], other.1[line]),
                Line::Kept | Line::Gone => false,
            });
            if is_other || is_gone(section) || is_gone(above) && !stands(inserted) {
                return true;
            }
        }
        let Some(line) = base.get(at) else { break };
        above = if is_blank(line) { above } else { Some(at) };
        section = if is_heading(line) { Some(at) } else { section };
    }
    false
}

/// Whether a line is still about the same: it has half of the words that it had.
fn is_alike(was: &str, is: &str) -> bool {
    let words = |line: &str| -> Vec<String> {
        let is_own = |word: &&str| word.chars().any(char::is_alphanumeric) && !word.starts_with('#');
        line.split_whitespace().filter(is_own).map(str::to_owned).collect()
    };
    let (was, is) = (words(was), words(is));
    was.iter().filter(|word| is.contains(word)).count() * 2 >= was.len()
}

/// What a text says: how often each record is there, with the one that it is nested below, written out in full.
struct Page {
    records: HashMap<String, i64>,
    conflicts: usize,
    has_front: bool,
    is_private: bool,
}

impl Page {
    fn read(text: &str, below: &str, keys: &KeyNames) -> Self {
        let source = Source::new("", text.to_owned());
        let file = syntax::parse(&source, below, keys);
        let with_above = |record: syntax::Record<'_>| {
            let above = record.above().map(|above| Said::of(file.records.get(above as usize)));
            let above = above.map(|above| Said { id: None, wait: None, re: None, ..above });
            // Two that say the same are written out alike, and are found among tens of thousands at once.
            format!("{:?}", (Said::of(record), above))
        };
        let mut records = HashMap::new();
        for record in file.records.iter() {
            *records.entry(with_above(record)).or_default() += 1;
        }
        let conflicts =
            file.diagnostics.iter().filter(|told| told.code == crate::diagnostic::Code::ConflictMarker);
        Self {
            records,
            conflicts: conflicts.count(),
            has_front: !front_of(text).is_empty(),
            is_private: file.private,
        }
    }

    fn count(&self, one: &str) -> i64 {
        self.records.get(one).copied().unwrap_or_default()
    }

    /// Whether there are just the records of the base, with what each side added and took away, and whether the page
    /// is private, and begins with front matter, as the base or as the side that changed it.
    fn is_sum(&self, base: &Self, ours: &Self, theirs: &Self) -> bool {
        let changed = |of: fn(&Self) -> bool| if of(ours) == of(base) { of(theirs) } else { of(ours) };
        let all = || [self, base, ours, theirs].into_iter().flat_map(|page| page.records.keys());
        self.conflicts <= ours.conflicts.max(theirs.conflicts)
            && self.is_private == changed(|page| page.is_private)
            && self.has_front == changed(|page| page.has_front)
            && all().all(|one| {
                let was = base.count(one);
                let (our, their) = (ours.count(one) - was, theirs.count(one) - was);
                // Taken away on both sides is taken away once.
                let change = if our < 0 && their < 0 { our.min(their) } else { our + their };
                self.count(one) == was + change
            })
    }
}

/// The front matter with which a text begins; empty where there is none.
fn front_of(text: &str) -> &str {
    &text[syntax::front_matter_span(text).range()]
}
