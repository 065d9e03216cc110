//! Lines that begin with a marker, but that Markdown hides (format, section 3).

use super::begin::{marker_at, only_lead};
use super::blocks::{Layout, Region};
use super::misplaced;
use super::private::{PRIVATE, is_private};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::MARKERS;
use crate::text::{Page, Span, lines};

/// What is said of every hidden record of a file. `text` is the source with all that is not read blanked.
pub(super) fn hidden(source: Page<'_>, text: &str, layout: &Layout) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut before = Before::new(text);
    let mut fence_told = None;
    for at in memchr::memchr_iter(b'#', bytes) {
        if let Some(word) = marker_at(text, at) {
            before.go_to(at);
            let Some(hider) = hider(&mut before, layout) else { continue };
            match hider {
                Hider::Fence(fence) => {
                    if fence_told != Some(fence) {
                        fence_told = Some(fence);
                        found.extend(unclosed_fence(source, text, fence));
                    }
                }
                Hider::Other(by) => found.push(told(source, word.span, by)),
            }
        } else if is_private(&text[at + 1..]) && (at == 0 || bytes[at - 1] != b'\\') {
            let region = layout.region(at).map(|(_, region)| region);
            let is_read = matches!(region, Some(Region::Paragraph | Region::Fenced | Region::Indented));
            if !is_read {
                let span = Span::new(at, at + 1 + PRIVATE.len());
                found.push(misplaced::private(source, span));
            }
        } else if bytes.get(at + 1) == Some(&b' ') {
            found.extend(heading_of_marker(source, text, layout, at));
        }
    }
    found
}

pub(super) fn told(source: Page<'_>, span: Span, by: &str) -> Diagnostic {
    let word = &source.text[span.range()];
    let message = format!("`{word}` begins this line, but {by} hides it: it was not counted");
    Diagnostic::new(Code::HiddenRecord, source.path, span, message).hint(format!(
        "write it as a line of its own, such as `- {word} …`; or `\\{word}` if no record is meant"
    ))
}

enum Hider {
    Fence(Span),
    Other(&'static str),
}

/// What hides a marker, with what stands before it; `None` where it does not begin a line, or the line is read.
fn hider(before: &mut Before<'_>, layout: &Layout) -> Option<Hider> {
    let region = layout.region(before.at);
    if let Some((_, Region::Table)) = region {
        return only_lead(before.in_cell()).then_some(Hider::Other("a table"));
    }
    if let Some((_, Region::Quote | Region::Footnote)) = region {
        // A table or code in a quote is a quote to its writer.
        let begins = only_lead(before.in_line()) || before.is_in_cell() && only_lead(before.in_cell());
        let by = if matches!(region, Some((_, Region::Quote))) { "a quote" } else { "a footnote" };
        return begins.then_some(Hider::Other(by));
    }
    if !only_lead(before.in_line()) {
        return None;
    }
    Some(Hider::Other(match region {
        Some((_, Region::Paragraph)) => return None,
        Some((span, Region::Fenced)) => return Some(Hider::Fence(span)),
        Some((_, Region::Indented)) => "an indented code block",
        Some((_, Region::Html)) => "HTML",
        Some((_, Region::Heading)) => "a heading",
        _ => "a link definition",
    }))
}

/// What stands before a place in its line. It goes on from place to place, and looks at no byte twice, however many
/// markers a line or a table has.
struct Before<'t> {
    text: &'t str,
    at: usize,
    line: usize,
    /// Where the cell of a table begins, if a sign of one is before the place.
    cell: Option<usize>,
    escaped: bool,
}

impl<'t> Before<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 0, cell: None, escaped: false }
    }

    fn go_to(&mut self, at: usize) {
        for (byte, next) in self.text.as_bytes()[self.at..at].iter().zip(self.at + 1..) {
            match byte {
                b'\n' | b'\r' => (self.line, self.cell) = (next, None),
                b'|' if !self.escaped => self.cell = Some(next),
                _ => {}
            }
            self.escaped = *byte == b'\\' && !self.escaped;
        }
        self.at = at;
    }

    fn in_line(&self) -> &'t str {
        &self.text[self.line..self.at]
    }

    fn is_in_cell(&self) -> bool {
        self.cell.is_some()
    }

    fn in_cell(&self) -> &'t str {
        &self.text[self.cell.unwrap_or(self.line)..self.at]
    }
}

/// A fence that runs to the end of the file, where a line in it would begin a record.
fn unclosed_fence(source: Page<'_>, text: &str, block: Span) -> Option<Diagnostic> {
    let inside = &text[block.range()];
    let sign = inside.chars().next()?;
    let length = inside.chars().take_while(|char| *char == sign).count();
    if !text[block.end as usize..].chars().all(char::is_whitespace) {
        return None;
    }
    let closed = lines(inside).skip(1).last().is_some_and(|line| {
        let last = inside[line.range()]
            .trim_start_matches(|char: char| char.is_whitespace() || char == '>')
            .trim_end();
        last.len() >= length && last.chars().all(|char| char == sign)
    });
    let span = Span::new(block.start as usize, block.start as usize + length);
    let message = "this fence is never closed, and hides the records below it";
    let fence: String = std::iter::repeat_n(sign, length).collect();
    (!closed).then(|| {
        Diagnostic::new(Code::UnclosedFence, source.path, span, message)
            .hint(format!("close it with a line {fence} where the code ends"))
    })
}

/// `# ask Acme for …`: a heading where a marker was meant.
fn heading_of_marker(source: Page<'_>, text: &str, layout: &Layout, at: usize) -> Option<Diagnostic> {
    let (span, region) = layout.region(at)?;
    if region != Region::Heading || span.start as usize != at {
        return None;
    }
    let heading = text[span.range()].strip_prefix("# ")?.trim_start();
    let (word, rest) = heading.split_once(char::is_whitespace)?;
    let known = MARKERS.iter().any(|(name, _)| *name == word);
    if !known || rest.trim_matches(|char: char| char.is_whitespace() || char == '#').is_empty() {
        return None;
    }
    let word_end = at + (text[span.range()].len() - heading.len()) + word.len();
    let message =
        format!("this is a heading, since a blank stands between `#` and `{word}`: it was not counted");
    Some(
        Diagnostic::new(Code::HiddenRecord, source.path, Span::new(at, word_end), message)
            .hint(format!("write `- #{word} …` for a record; or begin the heading with a capital")),
    )
}
