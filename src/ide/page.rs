//! One file of a notebook, as an editor has it before its eyes.

use crate::book::{Ask, RecordId};
use crate::diagnostic::Place;
use crate::model::{Key, KeyNames};
use crate::notebook::Notebook;
use crate::syntax::{Record, Token, TokenKind, tokens};
use crate::text::{Source, Span};
use std::ops::Range;

/// A file of a notebook.
#[derive(Debug, Clone, Copy)]
pub struct Page<'n> {
    /// The notebook, read with its texts.
    pub notebook: &'n Notebook,
    /// The file's text.
    pub source: &'n Source,
    /// Its index among the journal files; `None` for the settings.
    file: Option<usize>,
}

impl<'n> Page<'n> {
    /// The file at `path`, relative to the notebook; `None` if it is no file of the notebook.
    pub fn open(notebook: &'n Notebook, path: &str) -> Option<Self> {
        let source = notebook.source(path)?;
        Some(Self { notebook, source, file: notebook.book.file_at(path) })
    }

    /// Whether it is a journal file, and not the settings.
    pub fn is_journal(&self) -> bool {
        self.file.is_some()
    }

    /// Its records.
    pub fn records(&self) -> Range<RecordId> {
        self.file.map_or(0..0, |file| self.notebook.book.records_in(file))
    }

    /// The record at `offset`, or the one after which only blanks stand up to `offset` on the same line.
    pub fn record_at(&self, offset: usize) -> Option<RecordId> {
        let book = &self.notebook.book;
        let records = self.records();
        let after =
            records.start + records.clone().take_while(|id| lead_start(&book.record(*id)) <= offset).count();
        let last = after.checked_sub(1).filter(|id| records.contains(id))?;
        let end = book.record(last).span.end as usize;
        let between = self.source.text.get(end..offset).unwrap_or_default();
        let is_blank = between.chars().all(|char| char.is_whitespace() && char != '\n' && char != '\r');
        is_blank.then_some(last)
    }

    /// The ask that the record makes or belongs to.
    pub fn ask_of(&self, record: RecordId) -> Option<Ask<'n>> {
        let book = &self.notebook.book;
        book.link(record).ask.map(|ask| book.ask(ask))
    }

    /// The words of its records that mean something.
    pub fn tokens(&self) -> Vec<Token> {
        if self.is_journal() { tokens(self.source, self.keys()) } else { Vec::new() }
    }

    /// The word at `offset`, or the one that ends there.
    pub fn token_at(&self, offset: usize) -> Option<Token> {
        let tokens = self.tokens();
        let touches =
            |token: &&Token| token.span.start as usize <= offset && offset <= token.span.end as usize;
        let holds = |token: &&Token| token.span.contains(offset);
        tokens.iter().find(holds).or_else(|| tokens.iter().find(touches)).copied()
    }

    /// The keys that the notebook knows.
    pub fn keys(&self) -> &'n KeyNames {
        &self.notebook.config.keys
    }

    /// The bytes of the line that holds `offset`, without its line end.
    pub fn line(&self, offset: usize) -> Span {
        let text = &self.source.text;
        let at = offset.min(text.len());
        let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
        let start = text.as_bytes()[..at].iter().rposition(is_end).map_or(0, |end| end + 1);
        let end = text.as_bytes()[at..].iter().position(is_end).map_or(text.len(), |end| at + end);
        Span::new(start, end)
    }

    /// The text of a span; empty where it is none of the text.
    pub fn slice(&self, span: Span) -> &'n str {
        self.source.text.get(span.range()).unwrap_or_default()
    }
}

/// Where a record's line begins to be about it: at its checkbox or date, or else at its marker.
fn lead_start(record: &Record<'_>) -> usize {
    let checkbox = record.checkbox().map(|(_, span)| span);
    let first = checkbox.or(record.own_date()).unwrap_or(record.span);
    first.start.min(record.span.start) as usize
}

/// The place where a record is named: its id, or else its marker.
pub(super) fn name_place(notebook: &Notebook, id: RecordId) -> Place {
    let record = notebook.book.record(id);
    let span = record.id().map_or(record.marker_span(), |name| name.span);
    Place { file: notebook.book.file_of(id).path.clone(), span }
}

/// The place of a record's marker.
pub(super) fn marker_place(notebook: &Notebook, id: RecordId) -> Place {
    let record = notebook.book.record(id);
    Place { file: notebook.book.file_of(id).path.clone(), span: record.marker_span() }
}

/// The record that a `re:` or a link leads to.
pub(super) fn referred(page: &Page<'_>, token: &Token) -> Option<RecordId> {
    let name = match token.kind {
        TokenKind::Key(Key::Re, value) => value,
        TokenKind::Link => token.name,
        _ => return None,
    };
    page.notebook.book.by_id(page.slice(name))
}
