//! The title of a record: its text as a reader would see it (format, section 5).

use super::blocks::Inline;
use super::words::{Word, WordKind};
use crate::text::Span;
use pulldown_cmark::{Event, Tag};

/// The title of the record whose text is `text[from..to]`.
///
/// `id` is the word that defines its id, `reference` the link by which it names its ask.
pub(super) fn title(
    text: &str,
    from: usize,
    to: usize,
    inlines: &[Inline<'_>],
    words: &[Word<'_>],
    id: Option<Span>,
    reference: Option<Span>,
) -> Box<str> {
    let cuts = cuts(words, id, reference);
    let mut raw = String::new();
    let mut hidden_until = 0;
    for (event, range) in inlines {
        if range.end <= from || range.start >= to || range.start < hidden_until {
            continue;
        }
        match event {
            Event::Text(seen) => {
                push_text(&mut raw, text, seen, range.start.max(from), range.end.min(to), range.len(), &cuts)
            }
            Event::Code(seen) if !is_cut(&cuts, range.start) => raw.push_str(seen),
            Event::SoftBreak | Event::HardBreak => raw.push(' '),
            Event::InlineHtml(html) if html.to_ascii_lowercase().starts_with("<br") => raw.push(' '),
            Event::Start(Tag::Image { .. }) => hidden_until = range.end,
            Event::Start(Tag::Link { .. })
                if reference == Some(Span::new(range.start, range.end)) && has_no_words(text, range) =>
            {
                hidden_until = range.end;
            }
            _ => {}
        }
    }
    let mut title = String::with_capacity(raw.len());
    for word in raw.split_whitespace() {
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
    }
    title.into_boxed_str()
}

/// Whether a link shows nothing but its target, as a wiki link without a `|` does.
fn has_no_words(text: &str, range: &std::ops::Range<usize>) -> bool {
    let link = &text[range.clone()];
    link.starts_with("[[") && !link.contains('|') || link.starts_with('<')
}

/// The bytes that the title leaves out, in order.
fn cuts(words: &[Word<'_>], id: Option<Span>, reference: Option<Span>) -> Vec<Span> {
    let is_prose = |word: &Word<'_>| match &word.kind {
        WordKind::Prose => !reference
            .is_some_and(|link| link.range().start <= word.whole.range().start && word.whole.end <= link.end),
        WordKind::Unknown(_) => true,
        WordKind::Id(span) => Some(*span) != id,
        WordKind::Tag(_) | WordKind::Who(_) | WordKind::Key(..) => false,
    };
    let first = words.iter().position(is_prose).unwrap_or(words.len());
    let last = words.iter().rposition(is_prose).unwrap_or(0);
    words
        .iter()
        .enumerate()
        .filter_map(|(at, word)| match &word.kind {
            WordKind::Key(..) => Some(word.whole),
            WordKind::Id(span) if Some(*span) == id => Some(word.whole),
            WordKind::Tag(_) | WordKind::Who(_) if at < first || at > last => Some(word.whole),
            WordKind::Tag(span) | WordKind::Who(span) => {
                Some(Span::new(span.start as usize, span.start as usize + 1))
            }
            _ => None,
        })
        .collect()
}

fn is_cut(cuts: &[Span], offset: usize) -> bool {
    let after = cuts.partition_point(|cut| cut.end as usize <= offset);
    cuts.get(after).is_some_and(|cut| cut.contains(offset))
}

fn push_text(raw: &mut String, text: &str, seen: &str, from: usize, to: usize, length: usize, cuts: &[Span]) {
    if seen.len() != length {
        // An entity: what is seen is not what stands in the text.
        if !is_cut(cuts, from) {
            raw.push_str(seen);
        }
        return;
    }
    for (at, char) in text[from..to].char_indices() {
        if !is_cut(cuts, from + at) {
            raw.push(char);
        }
    }
}
