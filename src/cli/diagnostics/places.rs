//! Places of diagnostics as lines and columns. Each text is gone over once, however many diagnostics it has.

use crate::diagnostic::Place;
use crate::text::{LineIndex, Position, Source, Span};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// From so many bytes on it is worth remembering the column that was counted.
const LONG: usize = 4096;

/// From where to where a place is, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// Its first character.
    pub start: Position,
    /// The character after it.
    pub end: Position,
}

/// Finds texts by their paths, and places in them.
pub struct Places<'f, 'a> {
    find: &'f dyn Fn(&str) -> Option<&'a Source>,
    sheets: BTreeMap<Arc<str>, Option<Sheet<'a>>>,
}

impl<'f, 'a> Places<'f, 'a> {
    /// Places in the texts that `find` finds.
    pub fn new(find: &'f dyn Fn(&str) -> Option<&'a Source>) -> Self {
        Self { find, sheets: BTreeMap::new() }
    }

    /// Where `place` is; line 1, column 1 where its text is not at hand.
    pub fn stretch(&mut self, place: &Place) -> Stretch {
        let Some(sheet) = self.sheet(&place.file) else {
            let start = Position { line: 1, column: 1 };
            return Stretch { start, end: start };
        };
        let range = sheet.range(place.span);
        Stretch { start: sheet.position(range.start), end: sheet.position(range.end) }
    }

    pub(super) fn sheet(&mut self, file: &Arc<str>) -> Option<&mut Sheet<'a>> {
        let find = self.find;
        self.sheets.entry(file.clone()).or_insert_with(|| find(file).map(Sheet::new)).as_mut()
    }
}

/// One text with its lines and the columns counted so far.
pub(super) struct Sheet<'a> {
    text: &'a str,
    index: LineIndex,
    known: BTreeMap<usize, u32>,
}

impl<'a> Sheet<'a> {
    fn new(source: &'a Source) -> Self {
        Self { text: &source.text, index: LineIndex::new(&source.text), known: BTreeMap::new() }
    }

    /// The bytes of `span`, held to whole characters of the text.
    pub fn range(&self, span: Span) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start as usize);
        let end = self.text.ceil_char_boundary(span.end as usize);
        start..end.max(start)
    }

    /// The bytes of `range`.
    pub fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The line, from 1, that the byte at `offset` is in.
    pub fn line_of(&self, offset: usize) -> u32 {
        self.index.line(offset as u32)
    }

    /// The bytes of a line, without its line end.
    pub fn line(&self, number: u32) -> Range<usize> {
        let start = self.index.start(number) as usize;
        let end =
            if number < self.index.count() { self.index.start(number + 1) as usize } else { self.text.len() };
        let line = self.slice(start..end);
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        start..start + line.len()
    }

    /// Line and column of the byte at `offset`. Many faults in one endless line are counted on from one another.
    pub fn position(&mut self, offset: usize) -> Position {
        let line = self.line_of(offset);
        let start = self.index.start(line) as usize;
        let last = self.known.range(start..=offset).next_back();
        let (from, before) = last.map_or((start, 1), |(&from, &column)| (from, column));
        let column = before + self.slice(from..offset).chars().count() as u32;
        if offset - from > LONG {
            self.known.insert(offset, column);
        }
        Position { line, column }
    }
}
