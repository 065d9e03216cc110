//! Lines that begin with a marker, but that Markdown hides (format, section 3).

use super::begin::{marker_at, only_lead};
use super::blocks::{Layout, Region};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::MARKERS;
use crate::text::{Page, Span, lines};

/// What is said of every hidden record of a file. `text` is the source with all that is not read blanked.
pub(super) fn hidden(source: Page<'_>, text: &str, layout: &Layout) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut fence_told = None;
    for at in memchr::memchr_iter(b'#', bytes) {
        if let Some(word) = marker_at(text, at) {
            let start = memchr::memrchr2(b'\n', b'\r', &bytes[..at]).map_or(0, |end| end + 1);
            let prefix = &text[start..at];
            let Some(hider) = hider(text, layout, at, prefix) else { continue };
            match hider {
                Hider::Fence(fence) => {
                    if fence_told != Some(fence) {
                        fence_told = Some(fence);
                        found.extend(unclosed_fence(source, text, fence));
                    }
                }
                Hider::Other(by) => found.push(told(source, word.span, by)),
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

/// What hides the marker at `at`; `None` where it does not begin a line, or the line is read.
fn hider(text: &str, layout: &Layout, at: usize, prefix: &str) -> Option<Hider> {
    let region = layout.region(at);
    if let Some((_, Region::Table)) = region {
        return only_lead(last_cell(prefix)).then_some(Hider::Other("a table"));
    }
    if let Some((span, Region::Quote | Region::Footnote)) = region {
        // A table or code in a quote is a quote to its writer.
        let cell = text[span.range()].contains('|') && only_lead(last_cell(prefix));
        let by = if matches!(region, Some((_, Region::Quote))) { "a quote" } else { "a footnote" };
        return (only_lead(prefix) || cell && prefix.contains('|')).then_some(Hider::Other(by));
    }
    if !only_lead(prefix) {
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

/// What stands before the marker in its cell of a table.
fn last_cell(prefix: &str) -> &str {
    let mut cell = 0;
    let mut escaped = false;
    for (at, byte) in prefix.bytes().enumerate() {
        if byte == b'|' && !escaped {
            cell = at + 1;
        }
        escaped = byte == b'\\' && !escaped;
    }
    &prefix[cell..]
}

/// A fence that runs to the end of the file, where a line in it would begin a record.
fn unclosed_fence(source: Page<'_>, text: &str, block: Span) -> Option<Diagnostic> {
    let inside = &text[block.range()];
    let sign = inside.chars().next()?;
    let length = inside.chars().take_while(|char| *char == sign).count();
    if !text[block.end as usize..].trim().is_empty() {
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
