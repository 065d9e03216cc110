//! The note of a record: what is nested under it and is no record itself (format, section 5).

use crate::book::{Book, RecordId};
use crate::text::Span;

/// Where the texts of pages come from, by their path relative to the notebook.
pub trait Pages {
    /// The text of a page, after a byte-order mark; `None` where it cannot be read any more.
    fn page(&mut self, path: &str) -> Option<&str>;
}

/// Reads the notes of records, in order of place as a rule.
pub struct Notes<'p> {
    pages: &'p mut dyn Pages,
}

impl<'p> Notes<'p> {
    /// Notes from these pages.
    pub fn new(pages: &'p mut dyn Pages) -> Self {
        Self { pages }
    }

    /// The note of a record, its indent taken away; empty where there is none.
    pub fn of(&mut self, book: &Book, id: RecordId) -> String {
        let record = book.record(id);
        let file = book.file_of(id);
        let Some(item) = record.item().filter(|item| record.span.end < item.end) else {
            return String::new();
        };
        let here = super::records::place_in(book, id);
        let later = || {
            let below = (here + 1..file.records.len()).map(|at| file.records.get(at));
            below.take_while(|other| other.span.start < item.end)
        };
        // Of several records in one list item the last has the note.
        if later().any(|other| other.item() == Some(item)) {
            return String::new();
        }
        let Some(text) = self.pages.page(&file.path) else { return String::new() };
        let Some(rest) = text.get(record.span.end as usize..item.range().end) else { return String::new() };
        if rest.trim().is_empty() {
            return String::new();
        }
        let nested: Vec<Span> = later().filter_map(|other| other.item()).collect();
        dedented(&kept(text, Span::new(record.span.end as usize, item.range().end), &nested))
    }
}

/// The lines of `within` that stand in none of the list items `nested`.
fn kept<'t>(text: &'t str, within: Span, nested: &[Span]) -> Vec<&'t str> {
    let base = within.start as usize;
    let mut lines = Vec::new();
    for line in crate::text::lines(&text[within.range()]) {
        let (start, end) = (base + line.start as usize, base + line.end as usize);
        let words = start + (text[start..end].len() - text[start..end].trim_start().len());
        if !nested.iter().any(|item| item.contains(words) && words < end) {
            lines.push(&text[start..end]);
        }
    }
    lines
}

/// The lines without the indent that all of them have, and without blank ones around.
fn dedented(lines: &[&str]) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let least =
        lines.iter().filter(|line| !line.trim().is_empty()).map(|line| indent(line)).min().unwrap_or(0);
    let mut note = String::new();
    for line in lines {
        note.push_str(line.get(least..).unwrap_or_default().trim_end());
        note.push('\n');
    }
    note.trim_matches('\n').to_owned()
}
