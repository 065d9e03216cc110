//! The short way through a page: its blocks, read line by line, where no line leaves any doubt of what
//! Markdown makes of it. In doubt it gives up, and the page goes the long way through pulldown-cmark.
//!
//! It knows blank lines, paragraphs, headings with `#`, lists, and fences, rules and quotes outside
//! lists. Paragraphs without a `#` are not looked into; those with one are, and get their inlines from
//! pulldown-cmark where they hold more than words.

use super::blocks::{Inline, Item, Paragraph, only_date, parser};
use super::line_start::{Begin, Doubt, Fence, begin, closes};
use super::signs::Signs;
use super::wide;
use crate::model::DayText;
use crate::text::Span;
use pulldown_cmark::{Event, HeadingLevel, Tag};
use std::ops::Range;

/// The headings in force, from the outermost to the innermost, each with its date.
pub(super) type Sections = Vec<(HeadingLevel, Option<(DayText, Span)>)>;

/// The list items of a text, as [`super::blocks::walk`] gives them, in memory that the next text may use again.
#[derive(Default)]
pub(super) struct Items {
    pub all: Vec<Item>,
    open: Vec<Open>,
}

/// Goes over the blocks of `text[piece]`, which begins where no block is open and these `sections` are in force, puts
/// its list items in place of those that are in `items`, and shows `visit` each paragraph with a `#` in which records
/// are read. Gives the headings in force at its end.
///
/// # Errors
/// [`Doubt`], after which what was visited is worth nothing.
pub(super) fn walk<'a>(
    text: &'a str,
    piece: Range<usize>,
    sections: Sections,
    items: &mut Items,
    visit: &mut dyn FnMut(Paragraph<'a, '_>),
) -> Result<Sections, Doubt> {
    let text = &text[..piece.end];
    let Items { all: items, open } = items;
    items.clear();
    open.clear();
    // Line ends and white space that pulldown-cmark and this would have to agree upon.
    if memchr::memchr3(b'\r', b'\x0b', b'\x0c', &text.as_bytes()[piece.start..]).is_some() {
        return Err(Doubt);
    }
    let mut walk = Walk {
        text,
        visit,
        line_number: 0,
        items,
        open,
        sections,
        paragraph: None,
        inlines: Vec::new(),
        fence: None,
        in_quote: false,
        hash: None,
    };
    let mut at = piece.start;
    while at < text.len() {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
        walk.line_number += 1;
        walk.line(at, end)?;
        at = end + 1;
    }
    walk.end_paragraph()?;
    if walk.fence.is_some() {
        return Err(Doubt);
    }
    walk.close(0, text.len());
    Ok(walk.sections)
}

/// A list item that the next line may go on with.
struct Open {
    item: u32,
    /// The column where its content begins.
    content: usize,
    /// Whether something stands in it already.
    filled: bool,
}

/// A paragraph that the next line may go on with.
struct OpenParagraph {
    /// Where its first line begins, with the bullet if it begins an item.
    line: usize,
    /// The number of that line.
    line_number: u32,
    start: usize,
    end: usize,
    /// Whether it is straight in an item, and nothing stands before it there.
    starts_item: bool,
}

struct Walk<'a, 'v> {
    text: &'a str,
    visit: &'v mut dyn FnMut(Paragraph<'a, '_>),
    /// Of the line that is read, from 1 on where the piece begins.
    line_number: u32,
    items: &'v mut Vec<Item>,
    open: &'v mut Vec<Open>,
    sections: Sections,
    paragraph: Option<OpenParagraph>,
    inlines: Vec<Inline<'a>>,
    fence: Option<Fence>,
    in_quote: bool,
    /// Where the next `#` stands, from where it was last looked for.
    hash: Option<usize>,
}

impl<'a> Walk<'a, '_> {
    fn line(&mut self, start: usize, end: usize) -> Result<(), Doubt> {
        let line = &self.text.as_bytes()[start..end];
        let is_prose = line.first().is_some_and(|first| first.is_ascii_alphabetic() || !first.is_ascii());
        if is_prose && self.fence.is_none() && !self.in_quote {
            // Nothing else begins with a letter.
            return self.words(start, start, end, 0);
        }
        let indent = line.iter().take_while(|byte| **byte == b' ').count();
        if let Some(fence) = &self.fence {
            return match closes(line, indent, fence) {
                true => {
                    self.fence = None;
                    Ok(())
                }
                // The sign of a merge that was not finished counts in a fence too.
                false if line.starts_with(b"<<<<<<<") => Err(Doubt),
                false => Ok(()),
            };
        }
        let rest = &line[indent..];
        let Some(first) = rest.first() else {
            self.in_quote = false;
            return self.end_paragraph();
        };
        if *first == b'\t' {
            return Err(Doubt);
        }
        if self.in_quote && *first != b'>' {
            // It may go on with the quote's paragraph.
            return Err(Doubt);
        }
        let around = self.open.iter().take_while(|open| indent >= open.content).count();
        let column = around.checked_sub(1).map_or(0, |last| self.open[last].content);
        if indent - column >= 4 {
            return Err(Doubt);
        }
        match begin(rest)? {
            Begin::Words => self.words(start, start + indent, end, around),
            Begin::Heading(level) => {
                self.end_paragraph()?;
                self.outside(around, start)?;
                self.heading(start + indent, end, level)
            }
            Begin::Fence(fence) => {
                self.end_paragraph()?;
                self.outside(around, start)?;
                self.fence = Some(fence);
                Ok(())
            }
            Begin::Quote => {
                self.end_paragraph()?;
                self.outside(around, start)?;
                self.in_quote = true;
                // A record that it hides, or a link that it defines for the whole page.
                let matters =
                    memchr::memchr(b'#', rest).is_some() || memchr::memmem::find(rest, b"]:").is_some();
                if matters { Err(Doubt) } else { Ok(()) }
            }
            // Below a paragraph it may be a heading's underline, or a table's.
            Begin::Rule if self.paragraph.is_some() => Err(Doubt),
            Begin::Rule => self.outside(around, start),
            Begin::Item(length, number) => {
                let goes_on = self.paragraph.is_some() && around == self.open.len();
                if goes_on && number.is_some_and(|number| number != 1) {
                    return Err(Doubt);
                }
                self.end_paragraph()?;
                self.close(around, start);
                if let Some(open) = self.open.last_mut() {
                    open.filled = true;
                }
                let item = self.items.len() as u32;
                let parent = self.open.last().map(|open| open.item);
                self.items.push(Item { parent, span: Span::new(start + column, start + column) });
                self.open.push(Open { item, content: indent + length, filled: false });
                let content = start + indent + length;
                if wide::may_begin(&self.text.as_bytes()[content.min(end)..end]) {
                    return Err(Doubt);
                }
                self.begin_paragraph(start + indent, content, end);
                Ok(())
            }
        }
    }

    /// A line of words begins a paragraph or goes on with one.
    fn words(&mut self, line: usize, start: usize, end: usize, around: usize) -> Result<(), Doubt> {
        if wide::may_begin(&self.text.as_bytes()[start..end]) {
            return Err(Doubt);
        }
        if let Some(paragraph) = &mut self.paragraph {
            let words = &self.text.as_bytes()[start..end];
            let is_underline =
                words.iter().all(|byte| matches!(byte, b'-' | b'=' | b'|' | b':' | b' ' | b'\t'));
            // A footnote's definition ends the paragraph above it.
            let is_footnote = words.starts_with(b"[^");
            if around < self.open.len() || is_underline || is_footnote {
                return Err(Doubt);
            }
            paragraph.end = end;
            return Ok(());
        }
        self.close(around, line);
        self.begin_paragraph(start, start, end);
        Ok(())
    }

    fn begin_paragraph(&mut self, line: usize, start: usize, end: usize) {
        let starts_item = self.open.last().is_some_and(|open| !open.filled);
        if let Some(open) = self.open.last_mut() {
            open.filled = true;
        }
        let line_number = self.line_number;
        self.paragraph = Some(OpenParagraph { line, line_number, start, end, starts_item });
    }

    /// Something that is only known outside lists.
    fn outside(&mut self, around: usize, line: usize) -> Result<(), Doubt> {
        self.close(around, line);
        if self.open.is_empty() { Ok(()) } else { Err(Doubt) }
    }

    fn heading(&mut self, start: usize, end: usize, level: HeadingLevel) -> Result<(), Doubt> {
        let signs = level as usize;
        let words = self.text.as_bytes()[start + signs..end].trim_ascii();
        // A marker in a heading, or a heading that was meant for one, is told.
        let first = words.first().is_some_and(u8::is_ascii_lowercase);
        if first && level == HeadingLevel::H1 || words.contains(&b'#') {
            return Err(Doubt);
        }
        enter(&mut self.sections, level, only_date(self.text, Span::new(start, end)));
        Ok(())
    }

    /// Ends the list items but the first `kept`, where the line at `end` begins.
    fn close(&mut self, kept: usize, end: usize) {
        while self.open.len() > kept
            && let Some(open) = self.open.pop()
        {
            let span = &mut self.items[open.item as usize].span;
            *span = Span::new(span.start as usize, end);
        }
    }

    fn end_paragraph(&mut self) -> Result<(), Doubt> {
        let Some(paragraph) = self.paragraph.take() else { return Ok(()) };
        let span = Span::new(paragraph.start, paragraph.end);
        let words = &self.text[span.range()];
        // A definition of a link or footnote; or the box of a task alone, which is no words and so begins no item.
        if words.starts_with('[') && (words.contains("]:") || words.trim_end().len() == TASK) {
            return Err(Doubt);
        }
        if !self.has_tag(span) {
            return Ok(());
        }
        let item = self.open.last().map(|open| open.item);
        let task = item.filter(|_| paragraph.starts_item).and_then(|_| task_sign(words)).unwrap_or(0);
        let plain =
            is_plain(words.as_bytes(), task).then(|| Span::new(paragraph.start + task, paragraph.end));
        self.inlines.clear();
        if plain.is_none() {
            self.marked_inlines(paragraph.line, paragraph.end)?;
        }
        (self.visit)(Paragraph {
            span,
            line: Some(paragraph.line_number),
            item,
            starts_item: paragraph.starts_item,
            section: self.sections.iter().rev().find_map(|(_, date)| *date),
            inlines: &self.inlines,
            plain,
            items: self.items,
        });
        Ok(())
    }

    /// Whether a `#` is in `span`, which begins nowhere before the one that was asked about last.
    fn has_tag(&mut self, span: Span) -> bool {
        let start = span.start as usize;
        let known = self.hash.filter(|at| *at >= start);
        let at = known.unwrap_or_else(|| {
            let rest = &self.text.as_bytes()[start..];
            start + memchr::memchr(b'#', rest).unwrap_or(rest.len())
        });
        self.hash = Some(at);
        at < span.end as usize
    }

    /// The inlines of a paragraph, which stands alone as it does in the page: no link is defined elsewhere.
    fn marked_inlines(&mut self, line: usize, end: usize) -> Result<(), Doubt> {
        let mut paragraphs = 0;
        let mut items = 0;
        for (event, range) in parser(&self.text[line..end]).into_offset_iter() {
            match event {
                Event::Start(Tag::Paragraph) => paragraphs += 1,
                Event::Start(Tag::Item) => items += 1,
                Event::Start(Tag::List(_)) | Event::End(_) => {}
                Event::Start(
                    Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. },
                )
                | Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::TaskListMarker(_) => {
                    self.inlines.push((event, range.start + line..range.end + line));
                }
                _ => return Err(Doubt),
            }
        }
        if paragraphs <= 1 && items <= 1 { Ok(()) } else { Err(Doubt) }
    }
}

/// A heading comes into force.
pub(super) fn enter(sections: &mut Sections, level: HeadingLevel, date: Option<(DayText, Span)>) {
    sections.retain(|(other, _)| *other < level);
    sections.push((level, date));
}

/// The length of the checkbox of a task, which is no words.
fn task_sign(words: &str) -> Option<usize> {
    if !words.starts_with('[') {
        return None;
    }
    ["[ ] ", "[x] ", "[X] "].iter().any(|sign| words.starts_with(sign)).then_some(TASK)
}

/// The length of such a checkbox.
const TASK: usize = 3;

/// Whether the bytes from `from` on are nothing but themselves in Markdown.
fn is_plain(words: &[u8], from: usize) -> bool {
    let (chunks, rest) = words[from..].as_chunks::<CHUNK>();
    let mut last = [b' '; CHUNK];
    last[..rest.len()].copy_from_slice(rest);
    if !chunks.iter().chain([&last]).any(has_markup) {
        return true;
    }
    let is_letter = |at: usize| words.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let mut at = MARKUP.find(words, from);
    // An underscore between letters emphasises nothing.
    while words.get(at) == Some(&b'_') && at > 0 && is_letter(at - 1) && is_letter(at + 1) {
        at = MARKUP.find(words, at + 1);
    }
    at == words.len()
}

/// Bytes that are looked at together.
const CHUNK: usize = 16;

/// Whether one of them is in [`MARKUP`]: told of all at once, with no table, since most have none.
fn has_markup(chunk: &[u8; CHUNK]) -> bool {
    let is_one = |byte: u8| {
        let is_control = (byte < b' ') & (byte != b'\n');
        let is_bracket = (byte.wrapping_sub(b'[') <= b'`' - b'[') & (byte != b'^');
        is_control | is_bracket | (byte == b'*') | (byte == b'<') | (byte == b'&') | (byte == b'~')
    };
    chunk.iter().fold(false, |found, byte| found | is_one(*byte))
}

/// What may be more than itself in the words of a paragraph: signs, and control characters other than line ends.
static MARKUP: Signs = Signs::new(
    b"*`[]<&\\~_\0\x01\x02\x03\x04\x05\x06\x07\x08\t\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_looked_at_together_are_told_as_they_are_one_by_one() {
        for byte in 0..=u8::MAX {
            for at in 0..CHUNK {
                let mut chunk = [b' '; CHUNK];
                chunk[at] = byte;
                assert_eq!(has_markup(&chunk), MARKUP.has(byte), "{byte} at {at}");
            }
        }
    }
}
