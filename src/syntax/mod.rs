//! One file's text → its records and what is wrong with them. Never fails, on any text.
//!
//! pulldown-cmark decides what is a paragraph; spans point at bytes of the source. Knows nothing of
//! other files, of today or of the disk.

mod begin;
mod block_links;
mod blocks;
mod classes;
mod conflict;
mod days;
mod fields;
mod file_day;
mod front_lines;
mod front_matter;
mod hidden;
mod line_start;
mod marking;
mod memory;
mod misplaced;
mod near;
mod pieces;
mod plain;
mod private;
mod reader;
mod record;
mod records;
mod signs;
mod tame;
mod title;
mod token;
mod wide;
mod words;

pub use block_links::{BlockLink, block_links};
pub use memory::Memory;
pub use near::{NearMarker, near_marker};
pub use record::{Facts, Fields, Inherited, Name, Record, Who, Whos};
pub use records::Records;
pub use token::{Token, TokenKind};

use crate::diagnostic::Diagnostic;
use crate::model::{Day, KeyNames};
use crate::text::{Page, Source, Span};
use std::borrow::Cow;
use std::sync::Arc;

/// What one file says.
#[derive(Debug, Clone)]
pub struct File {
    /// Path relative to the notebook, with `/`.
    pub path: Arc<str>,
    /// Its records, in order of place.
    pub records: Records,
    /// What is wrong in it by itself, in no order.
    pub diagnostics: Vec<Diagnostic>,
    /// Tags that are nearly markers.
    pub near: Vec<NearMarker>,
    /// `private` in its front matter (or a front matter that cannot be read).
    pub private: bool,
    /// The day that its front matter or its name gives it (section 2, rules 4 and 5).
    pub day: Option<Day>,
}

/// Reads a file. `below` is its path below the journal folder, whose name may give its day; `keys` are
/// the keys that the notebook knows.
///
/// ```
/// use askbook::{model::KeyNames, syntax::parse, text::Source};
/// let source = Source::new("2026-03-02.md", "- #ask Applied at Acme #job @acme fear:7 ^acme".to_owned());
/// let file = parse(&source, "2026-03-02.md", &KeyNames::default());
/// assert_eq!(file.records.get(0).title(), "Applied at Acme");
/// assert!(file.diagnostics.is_empty());
/// ```
pub fn parse(source: &Source, below: &str, keys: &KeyNames) -> File {
    parse_page(source.page(), below, keys, Way::Short, &mut Memory::default())
}

/// The front matter with which a text begins, with both of its fences; empty where there is none.
pub fn front_matter_span(text: &str) -> Span {
    let page = Page { path: &"".into(), text };
    front_matter::front_matter(page, Way::Long).span
}

/// The day of a heading, of which it names exactly one (format, section 2, rule 3).
pub fn heading_day(heading: &str) -> Option<Day> {
    blocks::only_date(heading, Span::new(0, heading.len())).and_then(|(day, _)| day.day())
}

/// How a page is read. Both ways give the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// Line by line, and through pulldown-cmark where a line leaves doubts; a page of megabytes in pieces.
    Short,
    /// The same, and any page in pieces of at least so many bytes, for tests.
    Pieces(usize),
    /// Through pulldown-cmark whatever it holds.
    Long,
}

/// Reads a text as [`parse`] does, in one of the two ways, with the memory of the page before.
pub fn parse_page(page: Page<'_>, below: &str, keys: &KeyNames, way: Way, memory: &mut Memory) -> File {
    let front = front_matter::front_matter(page, way);
    let name = file_day::file_day(below);
    let no_conflict = memchr::memmem::find(page.text[front.span.range()].as_bytes(), b"<<<<<<<").is_none();
    if way != Way::Long && no_conflict {
        let text = blanked(page.text, &[front.span]);
        let bytes = text.as_bytes();
        let has_tags = memchr::memchr(b'#', bytes).is_some();
        if !has_tags && !wide::has_hash(bytes) && memchr::memmem::find(bytes, b"<<<<<<<").is_none() {
            let problems = front.problems;
            return File {
                path: page.path.clone(),
                records: Records::default(),
                diagnostics: problems,
                near: Vec::new(),
                private: front.private,
                day: days::page_day(front.date, name),
            };
        }
        let least = match way {
            Way::Pieces(least) => Some(least),
            _ => (text.len() >= pieces::LONG).then_some(pieces::PIECE),
        };
        if let Some(least) = least {
            return match pieces::read(page, &text, &front, name, keys, least) {
                Ok(file) => file,
                Err(_) => long_way(page, front, name, keys, memory),
            };
        }
        let mut items = std::mem::take(&mut memory.items);
        let days = days::Days::new(page, front.date, name);
        let mut reader = reader::Reader::new(page, &text, keys, days, memory);
        let mut visit = |paragraph: blocks::Paragraph<'_, '_>| reader.paragraph(&paragraph);
        let walked = plain::walk(&text, 0..text.len(), Vec::new(), &mut items, &mut visit);
        if walked.is_ok() {
            reader.items(&items.all);
            let diagnostics =
                front.problems.into_iter().chain(std::mem::take(&mut reader.problems)).collect();
            let day = days::page_day(front.date, name);
            let file = file(page, day, reader.records(), reader.near, front.private, diagnostics);
            memory.items = items;
            return file;
        }
    }
    long_way(page, front, name, keys, memory)
}

fn long_way(
    page: Page<'_>,
    front: front_matter::FrontMatter,
    name: file_day::FileDay,
    keys: &KeyNames,
    memory: &mut Memory,
) -> File {
    let conflicts = conflict::conflicts(page.text);
    let mut diagnostics: Vec<Diagnostic> =
        conflicts.iter().map(|found| conflict::diagnostic(page, found)).collect();
    // A conflict may hide the line that makes the file private, or where it stands: then it is private, to be safe.
    let in_front = conflicts.first().is_some_and(|found| found.span.start < front.block.end);
    let may_be = || private::names_private(page.text) || has_private_tag(page.text);
    let private = front.private || in_front || !conflicts.is_empty() && may_be();
    let date = front.date.filter(|(_, span)| {
        !conflicts.iter().any(|found| found.span.start <= span.start && span.end <= found.span.end)
    });
    let unread: Vec<Span> =
        std::iter::once(front.span).chain(conflicts.iter().map(|found| found.span)).collect();
    let text = blanked(page.text, &unread);

    let days = days::Days::new(page, date, name);
    let mut reader = reader::Reader::new(page, &text, keys, days, memory);
    if memchr::memchr(b'#', text.as_bytes()).is_some() || wide::has_hash(text.as_bytes()) {
        let layout = blocks::walk(&text, &mut |paragraph| reader.paragraph(&paragraph));
        reader.items(&layout.items);
        diagnostics.extend(hidden::hidden(page, &text, &layout));
        diagnostics.extend(wide::lines(page, &text, |at| layout.is_read(at)));
    }
    // Front matter with a conflict in it is as broken as the conflict, which is told.
    diagnostics.extend(front.problems.into_iter().filter(|_| !in_front));
    diagnostics.append(&mut reader.problems);
    file(page, days::page_day(date, name), reader.records(), reader.near, private, diagnostics)
}

fn has_private_tag(text: &str) -> bool {
    text.to_lowercase().contains("#private")
}

fn file(
    page: Page<'_>,
    day: Option<Day>,
    records: Records,
    near: Vec<NearMarker>,
    private: bool,
    diagnostics: Vec<Diagnostic>,
) -> File {
    File { path: page.path.clone(), records, diagnostics, near, private, day }
}

/// The words of a file's records that mean something, in order of record.
///
/// ```
/// use askbook::{model::KeyNames, syntax::{TokenKind, tokens}, text::Source};
/// let source = Source::new("2026-03-02.md", "- #ask Applied at @acme fear:7".to_owned());
/// let found = tokens(&source, &KeyNames::default());
/// assert_eq!(found[1].kind, TokenKind::Who);
/// assert_eq!(&source.text[found[1].name.range()], "acme");
/// ```
pub fn tokens(source: &Source, keys: &KeyNames) -> Vec<Token> {
    let page = source.page();
    let conflicts = conflict::conflicts(&source.text);
    let front = front_matter::front_matter(page, Way::Long);
    let unread: Vec<Span> =
        std::iter::once(front.span).chain(conflicts.iter().map(|found| found.span)).collect();
    let text = blanked(page.text, &unread);
    let days = days::Days::new(page, None, file_day::FileDay::default());
    let mut memory = Memory::default();
    let mut reader = reader::Reader::new(page, &text, keys, days, &mut memory);
    reader.tokens = Some(Vec::new());
    blocks::walk(&text, &mut |paragraph| reader.paragraph(&paragraph));
    reader.tokens.unwrap_or_default()
}

/// `text` with blanks in place of the bytes of `spans`; its line ends and its length stay.
fn blanked<'t>(text: &'t str, spans: &[Span]) -> Cow<'t, str> {
    if spans.iter().all(|span| span.is_empty()) {
        return Cow::Borrowed(text);
    }
    let mut sorted: Vec<Span> = spans.to_vec();
    sorted.sort();
    let mut result = String::with_capacity(text.len());
    for span in sorted {
        let start = span.range().start.max(result.len());
        result.push_str(&text[result.len()..start]);
        for byte in text[start..span.range().end.max(start)].bytes() {
            result.push(if byte == b'\n' || byte == b'\r' { char::from(byte) } else { ' ' });
        }
    }
    result.push_str(&text[result.len()..]);
    Cow::Owned(result)
}
