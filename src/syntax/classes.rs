//! What the bytes of a paragraph are in Markdown: text, code, links, signs.

use super::blocks::Paragraph;
use crate::text::Span;
use pulldown_cmark::{Event, Tag};

/// What the bytes of a paragraph are to the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Signs of emphasis, backslashes of escapes, indentation: what no reader sees.
    Markup,
    Text,
    /// Code spans.
    Code,
    /// Links and images, with their texts and targets.
    Link,
    /// HTML and references to footnotes.
    Html,
}

impl Class {
    /// Whether no word is read in it.
    pub fn is_opaque(self) -> bool {
        matches!(self, Self::Code | Self::Link | Self::Html)
    }
}

/// The classes of a paragraph's bytes.
pub(super) enum Classes {
    /// All within the span is text, the blanks in it too.
    Plain(Span),
    /// The class of each byte from `base` on.
    Mixed { base: usize, classes: Vec<Class> },
}

impl Classes {
    pub fn new(paragraph: &Paragraph<'_, '_>) -> Self {
        if let Some(plain) = paragraph.plain {
            return Self::Plain(plain);
        }
        let (span, inlines) = (paragraph.span, paragraph.inlines);
        let base = span.start as usize;
        let mut classes = vec![Class::Markup; span.range().len()];
        let mut opaque_until = 0;
        for (event, range) in inlines {
            let class = match event {
                Event::Text(_) => Class::Text,
                Event::Code(_) => Class::Code,
                Event::Start(Tag::Link { .. } | Tag::Image { .. }) => Class::Link,
                Event::InlineHtml(_) | Event::FootnoteReference(_) => Class::Html,
                _ => continue,
            };
            // The start of a link comes before what is in it, and covers it.
            let start = range.start.max(opaque_until).saturating_sub(base);
            let end = range.end.saturating_sub(base).min(classes.len());
            classes.get_mut(start..end).into_iter().for_each(|covered| covered.fill(class));
            if class.is_opaque() {
                opaque_until = opaque_until.max(range.end);
            }
        }
        Self::Mixed { base, classes }
    }

    /// The class of the byte at `offset` of the text.
    pub fn at(&self, offset: usize) -> Class {
        match self {
            Self::Plain(text) if text.contains(offset) => Class::Text,
            Self::Plain(_) => Class::Markup,
            Self::Mixed { base, classes } => {
                offset.checked_sub(*base).and_then(|at| classes.get(at)).copied().unwrap_or(Class::Markup)
            }
        }
    }

    /// Whether no word is read at the byte at `offset`.
    pub fn is_opaque(&self, offset: usize) -> bool {
        matches!(self, Self::Mixed { .. }) && self.at(offset).is_opaque()
    }
}
