//! Positions of the protocol and offsets of a text, in both encodings that are negotiated.

use super::protocol::{Position, Range};
use crate::text::{LineIndex, Span};
use std::cell::OnceCell;

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
    /// How many units stand before each stretch of the text; counted when a long line is looked at first, as a line is
    /// looked at once for each of its words.
    before: OnceCell<Vec<u32>>,
}

/// A stretch of a text whose units are counted as one, in bytes.
const STRETCH: usize = 1024;

impl<'t> Sheet<'t> {
    pub fn new(text: &'t str, encoding: Encoding) -> Self {
        Self { text, index: LineIndex::new(text), encoding, lead: 0, before: OnceCell::new() }
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
        let lead = if line == 1 { self.lead } else { 0 };
        let character = self.units(self.index.start(line) as usize, offset) + lead;
        Position { line: line - 1, character }
    }

    /// The units between two offsets.
    fn units(&self, start: usize, end: usize) -> u32 {
        if self.encoding == Encoding::Utf8 || end.saturating_sub(start) <= STRETCH {
            return self.encoding.units(self.text.get(start..end).unwrap_or_default());
        }
        self.units_before(end) - self.units_before(start)
    }

    /// The units between the text's start and an offset.
    fn units_before(&self, offset: usize) -> u32 {
        let stretch = |number: usize| self.text.floor_char_boundary(number * STRETCH);
        let before = self.before.get_or_init(|| {
            let mut sum = 0;
            let count = self.text.len() / STRETCH + 1;
            let ends = (0..count).map(|number| {
                let this = sum;
                sum += self.encoding.units(&self.text[stretch(number)..stretch(number + 1)]);
                this
            });
            ends.collect()
        });
        let number = offset / STRETCH;
        before[number] + self.encoding.units(&self.text[stretch(number)..offset])
    }

    /// The range of a span.
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start as usize), end: self.position(span.end as usize) }
    }

    /// The span of a range, whichever end comes first.
    pub fn span(&self, range: Range) -> Span {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        Span::new(start.min(end), start.max(end))
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
    fn a_long_line_is_counted_as_a_short_one() {
        let text = "é\n".to_owned() + &"a😀é漢".repeat(1000) + "\nx";
        for encoding in [Encoding::Utf8, Encoding::Utf16] {
            let sheet = Sheet::new(&text, encoding);
            for (at, _) in text.char_indices().chain([(text.len(), 'x')]) {
                let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
                assert_eq!(sheet.position(at).character, encoding.units(&text[start..at]), "{at}");
            }
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
