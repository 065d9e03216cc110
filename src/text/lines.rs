//! Lines and columns of a text. LF, CRLF and a lone CR end a line.

use super::Span;

/// A place for people: line and column, both counted from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: u32,
    /// Column in Unicode scalar values, from 1.
    pub column: u32,
}

/// Where each line of a text starts.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Goes over `text` once.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let crlf = bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n');
            if !crlf {
                starts.push((at + 1) as u32);
            }
        }
        Self { starts }
    }

    /// The line, from 1, that holds the byte at `offset`.
    pub fn line(&self, offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Offset of the first byte of `line` (from 1); of the last line's start where there is no such line.
    pub fn start(&self, line: u32) -> u32 {
        let index = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts[index]
    }

    /// How many lines there are; a text that ends with a line end has an empty last one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// Line and column of the byte at `offset`, which may be the text's end.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let line = self.line(offset);
        let start = self.start(line) as usize;
        let before = text.get(start..offset as usize).unwrap_or_default();
        Position { line, column: before.chars().count() as u32 + 1 }
    }
}

/// How many lines end in `text`.
pub fn line_ends(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let is_end = |at: &usize| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\n', b'\r', bytes).filter(is_end).count() as u32
}

/// The lines of `text` as spans, without their line ends.
pub fn lines(text: &str) -> impl Iterator<Item = Span> {
    let bytes = text.as_bytes();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next?;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map(|at| start + at);
        let Some(end) = end else {
            next = None;
            return (start < bytes.len()).then(|| Span::new(start, bytes.len()));
        };
        let crlf = bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n');
        next = Some(end + if crlf { 2 } else { 1 });
        Some(Span::new(start, end))
    })
}

/// The lines of `text` as they read, without their line ends.
///
/// ```
/// assert!(askbook::text::line_texts("a\rb\r\nc\n").eq(["a", "b", "c"]));
/// ```
pub fn line_texts(text: &str) -> impl Iterator<Item = &str> {
    lines(text).map(|span| &text[span.range()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let text = "a\nb\r\nc\rd";
        let index = LineIndex::new(text);
        assert_eq!(index.count(), 4);
        assert_eq!(index.position(text, 6), Position { line: 3, column: 2 });
        let all: Vec<_> = lines(text).map(|span| &text[span.range()]).collect();
        assert_eq!(all, ["a", "b", "c", "d"]);
    }

    #[test]
    fn columns_count_scalar_values() {
        let text = "né😀x";
        let index = LineIndex::new(text);
        assert_eq!(index.position(text, 7).column, 4);
    }
}
