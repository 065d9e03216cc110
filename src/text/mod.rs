//! Source text: spans in bytes, lines and columns, edits.
//!
//! Knows nothing of files on a disk, of Markdown or of records.

mod changes;
mod edit;
mod lines;

pub use changes::changes;
pub use edit::{Edit, EditError, apply};
pub use lines::{LineIndex, Position, line_ends, line_texts, lines};

use std::sync::Arc;

/// A half-open range of bytes in one source text.
///
/// Files of 4 GiB and more are refused when they are loaded, so 32 bits are enough.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The span of the bytes `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        // Offsets come from texts that `Source::new` has held to 32 bits.
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The span as a range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether no byte is in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the byte at `offset` is in it.
    pub fn contains(self, offset: usize) -> bool {
        self.range().contains(&offset)
    }
}

/// A text that somebody else keeps, with the path by which messages name it.
#[derive(Debug, Clone, Copy)]
pub struct Page<'t> {
    /// Path relative to the notebook, with `/` between its parts.
    pub path: &'t Arc<str>,
    /// The text after a byte-order mark.
    pub text: &'t str,
}

/// One file's text, with the path by which messages name it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the notebook, with `/` between its parts.
    pub path: Arc<str>,
    /// The text after a byte-order mark; spans count from here.
    pub text: String,
    /// Whether the file began with a byte-order mark, which is no column (format, section 1).
    pub bom: bool,
}

impl Source {
    /// A source from a path and the file's decoded text, byte-order mark included.
    ///
    /// ```
    /// let source = askbook::text::Source::new("a.md", "\u{feff}- #ask".to_owned());
    /// assert!(source.bom);
    /// assert_eq!(source.text, "- #ask");
    /// ```
    pub fn new(path: impl Into<Arc<str>>, mut text: String) -> Self {
        const BOM: char = '\u{feff}';
        let bom = text.starts_with(BOM);
        if bom {
            text.drain(..BOM.len_utf8());
        }
        Self { path: path.into(), text, bom }
    }

    /// The text with its path.
    pub fn page(&self) -> Page<'_> {
        Page { path: &self.path, text: &self.text }
    }
}
