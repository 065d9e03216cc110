//! A line of a journal as it may stand in a terminal: cut to its width around what matters, with every character
//! that could move the cursor or hide something shown as a visible one.

use std::ops::Range;
use unicode_width::UnicodeWidthChar;

/// Columns that a tab takes.
const TAB: &str = "    ";

/// A line, or the part of it that fits.
pub(super) struct Excerpt<'a> {
    line: &'a str,
    /// The bytes of the line that are shown.
    window: Range<usize>,
    ascii: bool,
}

impl<'a> Excerpt<'a> {
    /// The part of `line` that fits into `columns`: all of it, or else what is around `focus`. Takes time for what
    /// is shown, not for the length of the line.
    pub fn new(line: &'a str, focus: Range<usize>, columns: usize, ascii: bool) -> Self {
        let whole = reach(line.chars(), columns).0 == line.len();
        let window = if whole { 0..line.len() } else { window(line, focus, columns, ascii) };
        Self { line, window, ascii }
    }

    /// What is shown.
    pub fn text(&self) -> String {
        let mut text = self.cut_left().to_owned();
        text += &clean(&self.line[self.window.clone()], self.ascii);
        if self.window.end < self.line.len() {
            text += mark(self.ascii);
        }
        text
    }

    /// Where in [`text`](Self::text) the byte at `offset` of the line is, or the nearest that is shown.
    pub fn at(&self, offset: usize) -> usize {
        let offset = offset.clamp(self.window.start, self.window.end);
        self.cut_left().len() + clean(&self.line[self.window.start..offset], self.ascii).len()
    }

    fn cut_left(&self) -> &'static str {
        if self.window.start > 0 { mark(self.ascii) } else { "" }
    }
}

/// Whether `text` can stand uncut in the excerpt of a longer line of `columns`.
pub(super) fn fits(text: &str, columns: usize, ascii: bool) -> bool {
    reach(text.chars(), room(columns, ascii)).0 == text.len()
}

/// `text` with every character that a terminal would obey, reorder or swallow shown as a visible one.
pub(super) fn clean(text: &str, ascii: bool) -> String {
    let mut cleaned = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => cleaned += TAB,
            // The pictures of the control characters stand in their order.
            '\0'..='\u{1f}' if !ascii => {
                cleaned.push(char::from_u32(0x2400 + letter as u32).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            '\u{7f}' if !ascii => cleaned.push('␡'),
            _ if is_joiner(letter) => {}
            _ if is_unsafe(letter) => cleaned.push(if ascii { '?' } else { char::REPLACEMENT_CHARACTER }),
            _ => cleaned.push(letter),
        }
    }
    cleaned
}

/// Controls, marks that reorder the text around them, blanks of no width, and what is no character at all. U+FDD0
/// and U+FDD1 are among them, so no text can pass for the marks that `human` puts in place of a path.
fn is_unsafe(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{fdd0}'..='\u{fdef}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

/// Joins emoji to one, or chooses their look. Terminals do not agree on the width of the result, so the parts are
/// shown side by side, and carets stay in place.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200d}' | '\u{fe0e}' | '\u{fe0f}')
}

/// Columns of a character as [`clean`] shows it.
fn columns_of(letter: char) -> usize {
    match letter {
        '\t' => TAB.len(),
        _ if is_joiner(letter) => 0,
        _ if is_unsafe(letter) => 1,
        _ => letter.width().unwrap_or(1),
    }
}

/// Says that something was cut here.
pub(super) fn mark(ascii: bool) -> &'static str {
    if ascii { "..." } else { "…" }
}

/// The columns between the marks of a line that is cut on both sides.
fn room(columns: usize, ascii: bool) -> usize {
    columns.saturating_sub(2 * mark(ascii).chars().count())
}

/// How many bytes of `letters` fit into `columns`, and how many columns these take. Letters of no width fit
/// without end, so their number has a limit too.
fn reach(letters: impl Iterator<Item = char>, columns: usize) -> (usize, usize) {
    let (mut bytes, mut taken) = (0, 0);
    for letter in letters.take(8 * columns) {
        let width = columns_of(letter);
        if taken + width > columns {
            break;
        }
        taken += width;
        bytes += letter.len_utf8();
    }
    (bytes, taken)
}

/// The bytes of a line that is too long which are shown: `focus` as far as it fits, with as much on both sides.
fn window(line: &str, focus: Range<usize>, columns: usize, ascii: bool) -> Range<usize> {
    let room = room(columns, ascii);
    let (bytes, taken) = reach(line[focus.clone()].chars(), room);
    let end = focus.start + bytes;
    let rest = room - taken;
    let (before, after) = (&line[..focus.start], &line[end..]);
    let at_left = reach(before.chars().rev(), rest).1;
    let at_right = reach(after.chars(), rest).1;
    let half = rest / 2;
    let left = if at_right < rest - half { rest - at_right } else { half }.min(at_left);
    let from = focus.start - reach(before.chars().rev(), left).0;
    let to = end + reach(after.chars(), rest - left).0;
    // A letter of no width would stand on the mark.
    let bare = line[from..focus.start].chars().take_while(|&letter| columns_of(letter) == 0);
    from + bare.map(char::len_utf8).sum::<usize>()..to
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &str, word: &str, columns: usize) -> String {
        let start = line.find(word).unwrap();
        Excerpt::new(line, start..start + word.len(), columns, true).text()
    }

    #[test]
    fn a_line_is_cut_around_its_focus() {
        let line = "one two three four five six seven";
        assert_eq!(cut(line, "four", 40), line);
        assert_eq!(cut(line, "four", 20), "...hree four five...");
        assert_eq!(cut(line, "one", 20), "one two three ...");
        assert_eq!(cut(line, "seven", 20), "...five six seven");
    }

    #[test]
    fn wide_letters_take_two_columns() {
        let line = "日本語の長い行です";
        assert_eq!(cut(line, "長", 12), "...の長い...");
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(clean("a\tb\0\u{1b}[31m\u{9b}\u{202e}\u{200d}\r", false), "a    b␀␛[31m\u{fffd}\u{fffd}␍");
        assert_eq!(clean("\0\u{1b}\u{7f}\u{85}", true), "????");
    }
}
