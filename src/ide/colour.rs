//! What the words of records are, for an editor that colours by meaning.

use super::page::Page;
use crate::syntax::{Token, TokenKind};
use crate::text::{Span, lines};

/// What a stretch of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// A marker.
    Marker,
    /// A date at the start of a record.
    Date,
    /// A tag.
    Tag,
    /// A who.
    Who,
    /// An id, where it is defined or referred to.
    Id,
    /// The name of a key.
    Key,
    /// The value of a key.
    Value,
    /// A checkbox.
    Checkbox,
}

impl Colour {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 8] =
        [Self::Marker, Self::Date, Self::Tag, Self::Who, Self::Id, Self::Key, Self::Value, Self::Checkbox];
}

/// The words of the page's records that touch `span`, in order, no two overlapping, none over a line end.
pub fn colours(page: &Page<'_>, span: Span) -> Vec<(Span, Colour)> {
    let mut found: Vec<(Span, Colour)> = page
        .tokens()
        .iter()
        .filter(|token| token.span.start < span.end && span.start < token.span.end)
        .flat_map(parts)
        .flat_map(|(span, colour)| by_line(page, span).into_iter().map(move |span| (span, colour)))
        .collect();
    found.sort_by_key(|(span, _)| *span);
    let mut end = 0;
    found.retain(|(span, _)| {
        let kept = span.start >= end && !span.is_empty();
        if kept {
            end = span.end;
        }
        kept
    });
    found
}

fn parts(token: &Token) -> Vec<(Span, Colour)> {
    let keyed = |value: Span| {
        let colour = match token.kind {
            TokenKind::Key(crate::model::Key::Re, _) => Colour::Id,
            _ => Colour::Value,
        };
        vec![(token.name, Colour::Key), (value, colour)]
    };
    match token.kind {
        TokenKind::Checkbox => vec![(token.span, Colour::Checkbox)],
        TokenKind::Date => vec![(token.span, Colour::Date)],
        TokenKind::Marker => vec![(token.span, Colour::Marker)],
        TokenKind::Tag => vec![(token.span, Colour::Tag)],
        TokenKind::Who => vec![(token.span, Colour::Who)],
        TokenKind::Id => vec![(token.span, Colour::Id)],
        TokenKind::Link => vec![(token.name, Colour::Id)],
        TokenKind::Key(_, value) | TokenKind::Declared(value) => keyed(value),
    }
}

/// A span without the line ends in it.
fn by_line(page: &Page<'_>, span: Span) -> Vec<Span> {
    let base = span.start as usize;
    lines(page.slice(span))
        .map(|line| Span::new(base + line.start as usize, base + line.end as usize))
        .collect()
}
