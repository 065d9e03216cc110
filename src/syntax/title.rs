//! The title of a record: its text as a reader would see it (format, section 5).

use super::blocks::Inline;
use super::signs::BLANKS;
use super::words::{Word, WordKind};
use crate::text::Span;
use pulldown_cmark::{Event, Tag};
use std::ops::Range;

/// Puts titles together, in the same two pieces of memory.
#[derive(Default)]
pub(super) struct Titles {
    /// The title, its words parted by one blank.
    title: String,
    /// Whether a blank came after its last word.
    blank: bool,
    /// The bytes that it leaves out, in order.
    cuts: Vec<Span>,
}

/// The words of a record of which a title is made.
pub(super) struct Said<'w> {
    /// Where they stand in the text.
    pub span: Span,
    /// Whether nothing in it is more than itself in Markdown, so that the words are all that is seen.
    pub is_plain: bool,
    pub words: &'w [Word],
    /// The word that defines its id.
    pub id: Option<Span>,
    /// The link by which it names its ask.
    pub reference: Option<Span>,
}

impl Titles {
    /// The title of a record with these inlines.
    pub fn title(&mut self, text: &str, inlines: &[Inline<'_>], said: &Said<'_>) -> &str {
        self.title.clear();
        self.blank = false;
        if said.is_plain {
            return self.plain(text, said);
        }
        self.cuts.clear();
        self.cuts.extend(cuts(text, said.words, said.id, said.reference));
        let (from, to) = (said.span.start as usize, said.span.end as usize);
        let mut hidden_until = 0;
        for (event, range) in inlines {
            if range.end <= from || range.start >= to || range.start < hidden_until {
                continue;
            }
            match event {
                Event::Text(seen) if seen.len() == range.len() => {
                    self.push_uncut(text, range.start.max(from), range.end.min(to));
                }
                // An entity: what is seen is not what stands in the text.
                Event::Text(_) if is_cut(&self.cuts, range.start.max(from)) => {}
                Event::Text(seen) => self.push(seen),
                Event::Code(seen) if !is_cut(&self.cuts, range.start) => self.push(seen),
                Event::SoftBreak | Event::HardBreak => self.blank = true,
                Event::InlineHtml(html) if html.to_ascii_lowercase().starts_with("<br") => self.blank = true,
                Event::Start(Tag::Image { .. }) => hidden_until = range.end,
                Event::Start(Tag::Link { .. })
                    if said.reference == Some(Span::new(range.start, range.end))
                        && has_no_words(text, range) =>
                {
                    hidden_until = range.end;
                }
                _ => {}
            }
        }
        &self.title
    }

    /// The title of words that are seen as they stand in the text.
    fn plain(&mut self, text: &str, said: &Said<'_>) -> &str {
        let inner = between_prose(said.words, said.id, None);
        for (at, word) in said.words.iter().enumerate() {
            match word.kind {
                WordKind::Key(_) => {}
                WordKind::Id(span) if Some(span) == said.id => {}
                WordKind::Tag(_) | WordKind::Who(_) if !inner.contains(&at) => {}
                WordKind::Tag(span) if is_of_visibility(text, span) => {}
                WordKind::Tag(span) | WordKind::Who(span) => {
                    self.push_words(&text[word.whole.start as usize..span.start as usize]);
                    self.push_words(&text[span.start as usize + 1..word.whole.end as usize]);
                }
                WordKind::Prose => self.push_words(&text[word.whole.range()]),
                // The value may have quotes, and blanks between them.
                WordKind::Id(_) | WordKind::Unknown(_) => self.push(&text[word.whole.range()]),
            }
            self.blank = true;
        }
        &self.title
    }

    fn push_uncut(&mut self, text: &str, from: usize, to: usize) {
        let mut at = from;
        let mut cut = self.cuts.partition_point(|cut| cut.end as usize <= from);
        while let Some(next) = self.cuts.get(cut).copied().filter(|next| (next.start as usize) < to) {
            self.push(&text[at..at.max(next.start as usize)]);
            at = at.max(next.end as usize).min(to);
            cut += 1;
        }
        self.push(&text[at..to]);
    }

    /// Adds words with one blank for each stretch of white space.
    fn push(&mut self, seen: &str) {
        // Between two words that are left out there is often nothing else.
        if matches!(seen, "" | " ") {
            self.blank |= !seen.is_empty();
            return;
        }
        let bytes = seen.as_bytes();
        // Where the words not added yet begin, and how far they were looked at.
        let (mut from, mut at) = (0, 0);
        loop {
            at = BLANKS.find(bytes, at);
            let Some(char) = seen.get(at..).and_then(|rest| rest.chars().next()) else { break };
            let after = at + char.len_utf8();
            // One blank between two words is as it is in the title.
            let is_one = char == ' ' && at > from && bytes.get(after).is_some_and(u8::is_ascii_graphic);
            if char.is_whitespace() && !is_one {
                self.push_words(&seen[from..at]);
                self.blank = true;
                from = after;
            }
            at = after;
        }
        self.push_words(&seen[from..]);
    }

    fn push_words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.blank) && !self.title.is_empty() {
            self.title.push(' ');
        }
        self.title.push_str(words);
    }
}

/// Whether a link shows nothing but its target, as a wiki link without a `|` does.
fn has_no_words(text: &str, range: &Range<usize>) -> bool {
    let link = &text[range.clone()];
    link.starts_with("[[") && !link.contains('|') || link.starts_with('<')
}

/// The places among `words` from the first word that is seen whatever stands around it to the last.
fn between_prose(words: &[Word], id: Option<Span>, reference: Option<Span>) -> Range<usize> {
    let is_prose = |word: &Word| match &word.kind {
        WordKind::Prose => !reference
            .is_some_and(|link| link.range().start <= word.whole.range().start && word.whole.end <= link.end),
        WordKind::Unknown(_) => true,
        WordKind::Id(span) => Some(*span) != id,
        WordKind::Tag(_) | WordKind::Who(_) | WordKind::Key(..) => false,
    };
    let first = words.iter().position(is_prose).unwrap_or(words.len());
    first..words.iter().rposition(is_prose).map_or(0, |last| last + 1)
}

fn cuts(text: &str, words: &[Word], id: Option<Span>, reference: Option<Span>) -> impl Iterator<Item = Span> {
    let inner = between_prose(words, id, reference);
    words.iter().enumerate().filter_map(move |(at, word)| match &word.kind {
        WordKind::Key(..) => Some(word.whole),
        WordKind::Id(span) if Some(*span) == id => Some(word.whole),
        WordKind::Tag(_) | WordKind::Who(_) if !inner.contains(&at) => Some(word.whole),
        WordKind::Tag(span) if is_of_visibility(text, *span) => Some(word.whole),
        WordKind::Tag(span) | WordKind::Who(span) => {
            Some(Span::new(span.start as usize, span.start as usize + 1))
        }
        _ => None,
    })
}

/// Whether a tag is `#public` or `#private`, which say who may see the words and are none of them.
fn is_of_visibility(text: &str, tag: Span) -> bool {
    let name = text[tag.start as usize + 1..tag.end as usize].trim_end_matches('/');
    name.eq_ignore_ascii_case("public") || name.eq_ignore_ascii_case("private")
}

fn is_cut(cuts: &[Span], offset: usize) -> bool {
    let after = cuts.partition_point(|cut| cut.end as usize <= offset);
    cuts.get(after).is_some_and(|cut| cut.contains(offset))
}
