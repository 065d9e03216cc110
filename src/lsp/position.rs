//! Positions of the protocol and offsets of a text, in both encodings that are negotiated.

use super::protocol::{Position, Range};
use crate::text::{LineIndex, Span};

/// What a position's character counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Bytes.
    Utf8,
    /// Code units of UTF-16.
    Utf16,
}

impl Encoding {
    fn units(self, text: &str) -> u32 {
        let count = match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}

/// A text with its lines.
pub(super) struct Sheet<'t> {
    text: &'t str,
    index: LineIndex,
    encoding: Encoding,
    /// Units before the text on its first line: a byte-order mark that the editor counts, and the text has not.
    lead: u32,
}

impl<'t> Sheet<'t> {
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        Self { text, index: LineIndex::new(text), encoding, lead: 0 }
    }

    /// With a byte-order mark before the text, which the editor counts.
    pub fn after_bom(mut self, bom: bool) -> Self {
        self.lead = if bom { self.encoding.units("\u{feff}") } else { 0 };
        self
    }

    /// The offset of a position. One past the end of a line is that end, one past the text its end, one within a
    /// character that character's start.
    pub fn offset(&self, position: Position) -> usize {
        if position.line >= self.index.count() {
            return self.text.len();
        }
        let start = self.index.start(position.line + 1) as usize;
        let rest = &self.text[start..];
        let line = rest.split(['\n', '\r']).next().unwrap_or(rest);
        let lead = if position.line == 0 { self.lead } else { 0 };
        let mut units = position.character.saturating_sub(lead);
        for (at, char) in line.char_indices() {
            let width = match self.encoding {
                Encoding::Utf8 => char.len_utf8(),
                Encoding::Utf16 => char.len_utf16(),
            } as u32;
            if units < width {
                return start + at;
            }
            units -= width;
        }
        start + line.len()
    }

    /// The position of an offset.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.index.line(offset as u32);
        let before = self.text.get(self.index.start(line) as usize..offset).unwrap_or_default();
        let lead = if line == 1 { self.lead } else { 0 };
        Position { line: line - 1, character: self.encoding.units(before) + lead }
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start as usize), end: self.position(span.end as usize) }
    }

    /// The span of a range; `None` if it ends before it starts.
    pub fn span(&self, range: Range) -> Option<Span> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        (start <= end).then(|| Span::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn both_encodings_count_their_own_units() {
        let text = "a😀é\r\nx\ry";
        for (encoding, after) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4)] {
            let sheet = Sheet::new(text, encoding);
            assert_eq!(sheet.position(7), position(0, after));
            assert_eq!(sheet.offset(position(0, after)), 7);
            assert_eq!(sheet.offset(position(0, 99)), 7, "no further than the end of its line");
            assert_eq!(sheet.offset(position(0, 2)), 1, "within a character is its start");
            assert_eq!((sheet.offset(position(1, 0)), sheet.offset(position(2, 1))), (9, 12));
            assert_eq!(sheet.offset(position(9, 0)), text.len());
        }
    }

    #[test]
    fn a_byte_order_mark_is_counted_on_the_first_line_only() {
        let sheet = Sheet::new("ab\ncd", Encoding::Utf16).after_bom(true);
        assert_eq!(sheet.offset(position(0, 2)), 1);
        assert_eq!(sheet.position(1), position(0, 2));
        assert_eq!(sheet.position(4), position(1, 1));
        assert_eq!(sheet.offset(position(0, 0)), 0);
    }
}
